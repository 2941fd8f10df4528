/**
 * Passwords as scrypt hashes (RFC 7914) in PHC string format, `$scrypt$ln=16,r=8,p=2$salt$hash`: the parameters lie with
 * the hash, so that they can be raised without a password being set anew.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

export interface ScryptCost {
  /** Binary logarithm of N. Memory is 128 r N bytes. */
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/** 64 MiB a hash: one of the equal settings of the OWASP Password Storage Cheat Sheet (2023 and later). */
export const USUAL_COST: ScryptCost = { ln: 16, r: 8, p: 2 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;
const FORM = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
/** A file that somebody else has written must not make the agent allocate without bound. */
const MOST_MEMORY_BYTES = 512 * 2 ** 20;

interface StoredHash {
  readonly cost: ScryptCost;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

export async function hashPassword(password: string, cost: ScryptCost = USUAL_COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return stored({ cost, salt, hash: await derive(password, { cost, salt, hash: Buffer.alloc(HASH_BYTES) }) });
}

/** A hash that no password fits, and that takes as long to find out. */
export function decoyHash(cost: ScryptCost = USUAL_COST): string {
  return stored({ cost, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) });
}

/** @throws {Error} when `stored` is no hash of this kind */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const parsed = parse(stored);
  return timingSafeEqual(await derive(password, parsed), parsed.hash);
}

export function isStoredHash(text: string): boolean {
  return FORM.test(text);
}

function stored({ cost: { ln, r, p }, salt, hash }: StoredHash): string {
  return `$scrypt$ln=${ln},r=${r},p=${p}$${base64(salt)}$${base64(hash)}`;
}

function parse(stored: string): StoredHash {
  const [, ln, r, p, salt = '', hash = ''] = FORM.exec(stored) ?? [];
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const isSound = cost.ln >= 1 && cost.r >= 1 && cost.p >= 1 && memoryOf(cost) <= MOST_MEMORY_BYTES;
  if (!isSound) throw new Error('a password hash is not of the form $scrypt$ln=..,r=..,p=..$salt$hash');
  return { cost, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') };
}

/** Unicode is normalised: the same password typed on two keyboards is the same (NIST SP 800-63B, 5.1.1.2). */
function derive(password: string, { cost, salt, hash }: StoredHash): Promise<Buffer> {
  const { ln, r, p } = cost;
  const options = { N: 2 ** ln, r, p, maxmem: 2 * memoryOf(cost) + 2 ** 20 };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, hash.length, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function memoryOf({ ln, r }: ScryptCost): number {
  return 128 * r * 2 ** ln;
}

/** Without padding, as PHC has it. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
