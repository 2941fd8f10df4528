/** Where a secret is: in a file of its own or in an environment variable. */
import { dirname } from 'node:path';
import { readPassword } from '../../../config/password.js';
import { ConfigError } from '../../../config/problem.js';

export interface SecretSource {
  readonly value?: string | undefined;
  readonly file?: string | undefined;
  readonly env?: string | undefined;
}

export interface SecretPlace {
  /** Path of the configuration: files are named relative to it. */
  readonly configPath: string;
  readonly environment: Readonly<Partial<Record<string, string>>>;
}

/**
 * @returns undefined when it is named nowhere
 * @throws {ConfigError} the file cannot be read or is empty, or the variable is not set
 */
export async function readSecret(source: SecretSource, place: SecretPlace): Promise<string | undefined> {
  const { value, file, env } = source;
  if (env === undefined) {
    if (file === undefined) return value;
    return readPassword({ passwordFile: file }, dirname(place.configPath));
  }
  const found = place.environment[env];
  if (found !== undefined && found !== '') return found;
  throw ConfigError.ofFile(place.configPath, `the environment variable ${env} to be set`, 'nothing');
}

/** @throws {ConfigError} it is named nowhere, too */
export async function needSecret(source: SecretSource, place: SecretPlace): Promise<string> {
  const found = await readSecret(source, place);
  if (found !== undefined) return found;
  throw ConfigError.ofFile(place.configPath, 'a file or a variable that holds the secret', 'neither');
}
