/** A TCP relay in front of a server that can fall silent, or cut. */
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

export class Relay {
  /** Off: connections stay open, but nothing gets through. */
  passes = true;
  /** Packets that still go to clients before every connection is cut. */
  left = Infinity;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(targetPort: number) {
    this.server = createServer((client) => {
      const target = connect(targetPort, '127.0.0.1');
      this.join(client, target);
      this.join(target, client);
      target.on('data', () => {
        this.left -= 1;
        if (this.left < 0) this.cut();
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `opc.tcp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Cuts every connection that is open now. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('data', (bytes) => {
      if (this.passes) to.write(bytes);
    });
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
    // A reset of one side shows as a close of the other.
    from.on('error', () => to.destroy());
  }
}
