/** A broker that notes what it took, and can be killed and started again on its port. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';

export class CountingBroker {
  /** Record sequence numbers of the events taken, repeats dropped by id, in order of arrival. */
  readonly kept: number[] = [];
  repeats = 0;
  private readonly ids = new Set<string>();
  private readonly sockets = new Set<Socket>();
  private port = 0;
  private server: Server | undefined;
  private broker: Aedes | undefined;

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const broker = await Aedes.createBroker();
    broker.on('publish', ({ topic, payload }) => {
      if (topic.startsWith('interphase/event/')) this.take(payload.toString());
    });
    this.broker = broker;
    this.server = createServer((socket) => {
      this.sockets.add(socket.setNoDelay(true));
      socket.on('close', () => this.sockets.delete(socket));
      broker.handle(socket);
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Drops every client without a word. */
  async kill(): Promise<void> {
    const { server, broker } = this;
    if (!server || !broker) return;
    this.server = this.broker = undefined;
    const closed = once(server, 'close');
    for (const socket of this.sockets) socket.destroy();
    server.close();
    await closed;
    await new Promise<void>((resolve) => {
      broker.close(resolve);
    });
  }

  private take(text: string): void {
    const { id, recordSeq } = JSON.parse(text) as { id: string; recordSeq: number };
    if (this.ids.has(id)) this.repeats += 1;
    else this.kept.push(recordSeq);
    this.ids.add(id);
  }
}
