/**
 * Secrets that are made here: keys, links, sessions. They have 256 bits of chance, so that a fast hash hides them, and
 * only the hash is ever kept.
 */
import { randomBytes } from 'node:crypto';
import { sha256 } from '../record/hash-chain.js';

export function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** An id that tells nothing and is not secret. */
export function makeId(): string {
  return randomBytes(4).toString('hex');
}

/** Hex. Two hashes may be compared in any time: what a comparison tells of a hash does not lead to its secret. */
export function hashSecret(secret: string): string {
  return sha256(secret);
}
