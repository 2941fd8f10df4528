/** Passwords: in the file for a bench set-up, in a file of their own for a lab. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './problem.js';

export const passwordFields = {
  password: z.string().min(1).exactOptional().describe('password, in clear; prefer passwordFile'),
  passwordFile: z
    .string()
    .min(1)
    .exactOptional()
    .describe('path of a file whose first line is the password, relative to this configuration file'),
};

export interface PasswordSource {
  readonly password?: string;
  readonly passwordFile?: string;
}

/**
 * The password meant by `source`; undefined when it names none (a simulated lab then makes its own).
 * @param folder the folder of the configuration file
 * @throws {ConfigError} the password file cannot be read or is empty
 */
export async function readPassword(source: PasswordSource, folder: string): Promise<string | undefined> {
  if (source.passwordFile === undefined) return source.password;
  return firstLineOf(resolve(folder, source.passwordFile));
}

const FOUND: Readonly<Record<string, string>> = {
  ENOENT: 'none',
  EACCES: 'one that this user may not read',
  EISDIR: 'a folder',
};

/** @throws {ConfigError} the file cannot be read, or its first line is empty */
export async function firstLineOf(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    const found = FOUND[(cause as NodeJS.ErrnoException).code ?? ''] ?? String(cause);
    throw ConfigError.ofFile(file, 'a file that can be read', found, { cause });
  });
  const line = text.split(/\r?\n/, 1)[0] ?? '';
  if (line === '') throw ConfigError.ofFile(file, 'a secret on the first line', 'an empty line');
  return line;
}
