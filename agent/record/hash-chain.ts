/** Each event carries the hash of the one before it: a row that was changed, removed or inserted breaks the chain. */
import { createHash } from 'node:crypto';

/** Stands before the first event. */
export const GENESIS = '0'.repeat(64);

export interface ChainLink {
  readonly seq: number;
  readonly at: string;
  readonly labAt: string;
  readonly kind: string;
  readonly subject: string;
  /** The body exactly as stored. */
  readonly body: string;
  /** Of the body's shape, from 1. */
  readonly version: number;
  readonly previousHash: string;
}

/**
 * SHA-256, hex, over the fields as one JSON array: unambiguous, and the same in any language. First versions leave theirs
 * out, as records from before bodies had versions do.
 */
export function hashOf(link: ChainLink): string {
  const { previousHash, seq, at, labAt, kind, subject, body, version } = link;
  const fields = [previousHash, seq, at, labAt, kind, subject, body];
  return sha256(JSON.stringify(version === 1 ? fields : [...fields, version]));
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** JSON with sorted keys: the same value gives the same text, whatever order it was built in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
