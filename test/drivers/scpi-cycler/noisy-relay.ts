/** TCP relays that spoil what they carry. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Rng } from '../../../core/rng.js';

export interface Relay {
  readonly path: string;
  close(): Promise<void>;
}

export interface NoisyRelay extends Relay {
  /** Pieces that were spoilt so far. */
  spoilt(): number;
}

/** What becomes of a chunk on its way, in pieces. */
type Passage = (chunk: Buffer, to: 'host' | 'device') => readonly Buffer[];

export async function relayThrough(path: string, passage: Passage): Promise<Relay> {
  const [host, port] = path.split(':') as [string, string];
  const sockets = new Set<Socket>();
  const pass = (from: Socket, to: Socket, end: 'host' | 'device') => {
    from.on('data', (chunk: Buffer) => {
      for (const piece of passage(chunk, end)) to.write(piece);
    });
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
    sockets.add(from);
  };
  const server = createServer({ noDelay: true }, (client) => {
    const device = connect({ host, port: Number(port), noDelay: true });
    pass(client, device, 'device');
    pass(device, client, 'host');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    path: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** Pieces are `size` bytes; with `probability` one has a bit flipped, its end cut off, or noise put before it. */
export async function relayTo(
  path: string,
  size: number,
  probability: number,
  rng: Rng,
): Promise<NoisyRelay> {
  let spoilt = 0;
  const relay = await relayThrough(path, (chunk) =>
    Array.from({ length: Math.ceil(chunk.length / size) }, (_, k) => {
      const piece = chunk.subarray(k * size, (k + 1) * size);
      if (rng.uniform() >= probability) return piece;
      spoilt++;
      return spoil(piece, rng);
    }),
  );
  return { ...relay, spoilt: () => spoilt };
}

/** The answer to the question about errors that follows the start of a job comes as `answer` makes it, once. */
export async function relayWithError(path: string, answer: (line: string) => string): Promise<Relay> {
  let state: 'before' | 'started' | 'spoilt' = 'before';
  return relayThrough(path, (chunk, to) => {
    const text = chunk.toString('latin1');
    if (to === 'device' && state === 'before' && text.includes(':STAR ')) state = 'started';
    if (to === 'device' || state !== 'started') return [chunk];
    state = 'spoilt';
    return [Buffer.from(answer(text), 'latin1')];
  });
}

function spoil(piece: Buffer, rng: Rng): Buffer {
  const kind = Math.floor(3 * rng.uniform());
  if (kind === 0) return piece.subarray(0, Math.max(0, piece.length - 2));
  if (kind === 1) return Buffer.concat([Buffer.from([0x00, 0xff, 0x55]), piece]);
  const flipped = Buffer.from(piece);
  flipped[Math.floor(piece.length * rng.uniform())]! ^= 1 << Math.floor(8 * rng.uniform());
  return flipped;
}
