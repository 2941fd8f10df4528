/** What the REST interface is set up with, out of the lab's configuration. */
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import { cookieName } from '../access/cookie.js';
import { version } from '../cli/version.js';
import { thisAgent } from '../operations/lab-lease.js';
import type { AgentSetup } from '../setup.js';
import type { RestOptions } from './rest.module.js';

export function restOptions(setup: AgentSetup): RestOptions {
  const { config, data, link: clock, onTrouble } = setup;
  const { restHost, restNames, restTls } = config.supervision;
  const own = hostname();
  return {
    ...{ data: resolve(data), cookie: cookieName(thisAgent(setup).agent), clock, onTrouble },
    names: [restHost, own, `${own}.local`, ...restNames],
    isTls: restTls !== undefined,
    version: version(),
  };
}

/** @throws {Error} a file that cannot be read, named */
export async function tlsOf({
  config,
  configPath,
}: Pick<AgentSetup, 'config' | 'configPath'>): Promise<{ httpsOptions?: { cert: string; key: string } }> {
  const { restTls } = config.supervision;
  if (!restTls) return {};
  const read = (file: string, what: string): Promise<string> => {
    const path = resolve(dirname(configPath), file);
    return readFile(path, 'utf8').catch((cause: unknown) => {
      throw new Error(`supervision.restTls.${what}: ${path} cannot be read; expected a PEM file`, { cause });
    });
  };
  const [cert, key] = await Promise.all([
    read(restTls.certFile, 'certFile'),
    read(restTls.keyFile, 'keyFile'),
  ]);
  return { httpsOptions: { cert, key } };
}
