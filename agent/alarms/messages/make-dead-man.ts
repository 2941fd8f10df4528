/** From the configuration to the calls to an outside monitor; without one, to nothing. */
import type { DeadManConfig } from '../../../config/alarms.js';
import type { Clock } from '../../../core/clock.js';
import { DeadMan } from './dead-man.js';
import { Secrets } from './route.js';
import { needSecret, type SecretPlace } from './secret-source.js';
import type { Fetch } from './web-post.js';

export interface Heartbeat {
  beat(): Promise<void>;
}

/** @throws {ConfigError} for an address that cannot be read */
export async function makeDeadMan(
  config: DeadManConfig | undefined,
  place: SecretPlace,
  clock: Clock,
  onTrouble: (error: Error) => void,
  fetch: Fetch = globalThis.fetch,
): Promise<Heartbeat> {
  if (!config) return { beat: () => Promise.resolve() };
  const secrets = new Secrets();
  const { url: value, urlFile, urlEnv, everyMin } = config;
  const url = secrets.add(await needSecret({ value, file: urlFile, env: urlEnv }, place));
  return new DeadMan({ url, everyMs: 60_000 * everyMin, secrets, fetch, clock, onTrouble });
}
