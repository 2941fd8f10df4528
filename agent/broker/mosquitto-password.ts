/** A line of Mosquitto's password file: `login:$7$iterations$salt$hash`, PBKDF2 with HMAC-SHA-512 (RFC 8018). */
import { pbkdf2Sync } from 'node:crypto';

/** Of the salt and of the hash, bytes; Mosquitto takes no other lengths. */
export const SALT_LENGTH = 12;
const HASH_LENGTH = 64;

/**
 * Mosquitto derives the hash at every login on the one thread that also carries the messages: this many take it some
 * 15 ms. Passwords that are made here have 144 random bits, which no number of iterations makes harder to guess.
 */
const ITERATIONS = 20_000;

/** @param salt 12 random bytes, fresh for each line */
export function passwordLine(login: string, password: string, salt: Buffer): string {
  const hash = pbkdf2Sync(password, salt, ITERATIONS, HASH_LENGTH, 'sha512');
  return `${login}:$7$${ITERATIONS}$${salt.toString('base64')}$${hash.toString('base64')}`;
}
