/** The passwords of the broker's logins: made once, kept in a file that its owner alone can read. */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../problem.js';

/** Below the data folder. */
export const BROKER_LOGINS_FILE = 'broker-logins.json';

/** Password by login. */
export type Passwords = Readonly<Record<string, string>>;

const fileSchema = z.record(z.string(), z.string().min(1));

/**
 * Empty when there is no such file yet.
 * @throws {ConfigError} the file is there and holds something else
 */
export function keptPasswords(path: string): Passwords {
  if (!existsSync(path)) return {};
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw ConfigError.ofFile(path, 'a JSON object of passwords by login', String(cause), { cause });
  }
}

/**
 * A password for each of `logins`: as given, as kept, or else a new one of 144 random bits. What is new is kept; a login
 * that is not asked for any more loses its password.
 */
export function makePasswords(path: string, logins: readonly string[], given: Passwords = {}): Passwords {
  const kept = keptPasswords(path);
  const entries = logins.map((login) => [
    login,
    given[login] ?? kept[login] ?? randomBytes(18).toString('base64url'),
  ]);
  const passwords = Object.fromEntries(entries) as Passwords;
  if (JSON.stringify(passwords) !== JSON.stringify(kept))
    replace(path, `${JSON.stringify(passwords, null, 2)}\n`);
  return passwords;
}

/** After a crash the file is the old one or the new one. */
function replace(path: string, text: string): void {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}
