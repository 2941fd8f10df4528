/** Puts a wire into a TCP connection: a relay between an instrument and whoever it talks to. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Wire } from './wire.js';

export interface Relay {
  readonly port: number;
  close(): Promise<void>;
}

export interface RelayOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly wire: Wire;
  /** Where connections go on to; undefined while nobody is there. */
  readonly target: () => { readonly host: string; readonly port: number } | undefined;
  /** Which end is the instrument: the one that connects, or the one that is connected to. */
  readonly instrument: 'client' | 'target';
}

/** @throws when the port is taken (`EADDRINUSE`) */
export async function openRelay({ host, port, wire, target, instrument }: RelayOptions): Promise<Relay> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const there = target();
    if (!there || wire.dead) {
      client.destroy();
      return;
    }
    const other = connect({ ...there, noDelay: true });
    const [own, foreign] = instrument === 'client' ? [client, other] : [other, client];
    own.on('data', (bytes: Buffer) => {
      // A connection that is gone takes nothing more; its end is told by its close.
      void wire.send(bytes, (left) => void foreign.write(left));
    });
    foreign.on('data', (bytes: Buffer) => {
      wire.receive(bytes, (chunk) => void own.write(chunk));
    });
    for (const [socket, end] of [
      [client, other],
      [other, client],
    ] as const) {
      track(socket, end, sockets);
    }
    const forget = wire.onCut(() => {
      foreign.destroySoon();
      own.destroy();
    });
    client.once('close', forget);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function track(socket: Socket, other: Socket, sockets: Set<Socket>): void {
  sockets.add(socket);
  socket.on('close', () => {
    sockets.delete(socket);
    other.destroySoon();
  });
  // A reset of one side shows as a close of both.
  socket.on('error', () => socket.destroy());
}
