/** From the configuration to routes, with their secrets read. */
import type { AlarmsConfig, RouteConfig } from '../../../config/alarms.js';
import { emailRoute } from './email.js';
import { ntfyRoute } from './ntfy.js';
import { Secrets, type Route } from './route.js';
import { needSecret, readSecret, type SecretPlace } from './secret-source.js';
import type { Fetch } from './web-post.js';
import { webhookRoute } from './webhook.js';

/** @throws {ConfigError} for a secret that cannot be read */
export function makeRoutes(
  { routes }: Pick<AlarmsConfig, 'routes'>,
  place: SecretPlace,
  fetch: Fetch = globalThis.fetch,
): Promise<Route[]> {
  return Promise.all(
    Object.entries(routes).map(async ([name, config]) => {
      const route = await makeRoute(name, config, place, fetch);
      return { ...route, quiet: config.quiet };
    }),
  );
}

async function makeRoute(
  name: string,
  config: RouteConfig,
  place: SecretPlace,
  fetch: Fetch,
): Promise<Route> {
  const secrets = new Secrets();
  const keep = (value: string | undefined): string | undefined => value && secrets.add(value);
  const { takes } = config;
  if (config.kind === 'webhook') {
    const { url: value, urlFile, urlEnv, keyFile, keyEnv } = config;
    const url = secrets.add(await needSecret({ value, file: urlFile, env: urlEnv }, place));
    const key = keep(await readSecret({ file: keyFile, env: keyEnv }, place));
    return webhookRoute({ name, takes, url, key, secrets, fetch });
  }
  if (config.kind === 'ntfy') {
    const { server, topicFile, topicEnv, tokenFile, tokenEnv } = config;
    const topic = secrets.add(await needSecret({ file: topicFile, env: topicEnv }, place));
    const token = keep(await readSecret({ file: tokenFile, env: tokenEnv }, place));
    return ntfyRoute({ name, takes, server, topic, token, secrets, fetch });
  }
  const { host, port, security, user, from, to, passwordFile, passwordEnv } = config;
  const password = keep(await readSecret({ file: passwordFile, env: passwordEnv }, place));
  return emailRoute({ name, takes, host, port, security, user, password, from, to, secrets });
}
