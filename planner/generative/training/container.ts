import { createHash } from 'node:crypto';
import { PlannerError } from '../../planner-error.js';

/** What a stored model or training is made of: plain JSON and plain arrays, readable whatever the engine. */
export interface Contents {
  readonly header: Readonly<Record<string, unknown>>;
  readonly arrays: Readonly<Record<string, Float32Array>>;
}

const MAGIC = 'INTERPHASE-GENERATIVE-1\n';
const DIGEST_BYTES = 32;

/** Magic, length of the header (4 bytes, little-endian), header, arrays (float32, little-endian), SHA-256 of all before. */
export function packContents({ header, arrays }: Contents): Uint8Array {
  const lengths = Object.entries(arrays).map(([name, { length }]) => ({ name, length }));
  const text = Buffer.from(JSON.stringify({ header, lengths }));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  const body = Buffer.concat([Buffer.from(MAGIC), size, text, ...Object.values(arrays).map(toBytes)]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

/** @throws PlannerError `bad-request` for anything but the bytes that `packContents` gave. */
export function unpackContents(bytes: Uint8Array): Contents {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = MAGIC.length;
  if (all.length < start + 4 + DIGEST_BYTES || all.toString('latin1', 0, start) !== MAGIC) {
    throw damaged(`expected bytes that begin with ${MAGIC.trim()}, got ${all.length} others`);
  }
  const body = all.subarray(0, all.length - DIGEST_BYTES);
  if (!createHash('sha256').update(body).digest().equals(all.subarray(body.length))) {
    throw damaged('the bytes do not match their own SHA-256');
  }
  const textEnd = start + 4 + body.readUInt32LE(start);
  const { header, lengths } = JSON.parse(body.toString('utf8', start + 4, textEnd)) as {
    header: Record<string, unknown>;
    lengths: { name: string; length: number }[];
  };
  let at = textEnd;
  const arrays = lengths.map(({ name, length }) => [name, fromBytes(body, at, (at += 4 * length))] as const);
  return { header, arrays: Object.fromEntries(arrays) };
}

function toBytes(array: Float32Array): Buffer {
  const bytes = Buffer.alloc(4 * array.length);
  array.forEach((value, k) => bytes.writeFloatLE(value, 4 * k));
  return bytes;
}

function fromBytes(body: Buffer, from: number, to: number): Float32Array {
  return Float32Array.from({ length: (to - from) / 4 }, (_, k) => body.readFloatLE(from + 4 * k));
}

function damaged(what: string): PlannerError {
  return new PlannerError(
    'bad-request',
    `a stored generative model cannot be read: ${what}. Delete the file and train again, or restore it from a backup`,
  );
}
