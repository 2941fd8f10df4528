/** The tester's line over TCP, where there are no pseudo-terminals. Every connection is a conversation of its own. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Port, Serve } from './port.js';

const HOST = '127.0.0.1';

/** Listens on the loopback interface; port 0 takes any free one. @throws when the port is taken */
export async function openTcpPort(port: number, serve: Serve): Promise<Port> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A host that vanishes is no fault of the tester; the close that follows is all there is to do.
    socket.on('error', () => socket.destroy());
    socket.on(
      'data',
      serve((text) => send(socket, text)),
    );
  });
  await listening(server, port);
  return {
    path: `${HOST}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function send(socket: Socket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(text, 'latin1', (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
