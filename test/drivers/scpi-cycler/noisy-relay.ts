/** A TCP relay that cuts everything into small pieces and spoils some of them. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Rng } from '../../../core/rng.js';

export interface Relay {
  readonly path: string;
  /** Pieces that were spoilt so far. */
  spoilt(): number;
  close(): Promise<void>;
}

/** Pieces are `size` bytes; with `probability` one has a bit flipped, its end cut off, or noise put before it. */
export async function relayTo(path: string, size: number, probability: number, rng: Rng): Promise<Relay> {
  const [host, port] = path.split(':') as [string, string];
  const sockets = new Set<Socket>();
  let spoilt = 0;
  const pass = (from: Socket, to: Socket) => {
    from.on('data', (chunk: Buffer) => {
      for (let at = 0; at < chunk.length; at += size) {
        const piece = chunk.subarray(at, at + size);
        const bad = rng.uniform() < probability;
        if (bad) spoilt++;
        to.write(bad ? spoil(piece, rng) : piece);
      }
    });
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
    sockets.add(from);
  };
  const server = createServer({ noDelay: true }, (client) => {
    const device = connect({ host, port: Number(port), noDelay: true });
    pass(client, device);
    pass(device, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    path: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    spoilt: () => spoilt,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function spoil(piece: Buffer, rng: Rng): Buffer {
  const kind = Math.floor(3 * rng.uniform());
  if (kind === 0) return piece.subarray(0, Math.max(0, piece.length - 2));
  if (kind === 1) return Buffer.concat([Buffer.from([0x00, 0xff, 0x55]), piece]);
  const flipped = Buffer.from(piece);
  flipped[Math.floor(piece.length * rng.uniform())]! ^= 1 << Math.floor(8 * rng.uniform());
  return flipped;
}
