/** Ports that a lab still finds free after a restart. */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below those that systems give to outgoing connections (from 32768 on Linux, from 49152 by RFC 6335): such a
 * connection holds its port for a minute after its end (TIME-WAIT, RFC 9293, 3.3.2), and nobody can listen there.
 */
const RANGE = { lowest: 20_000, highest: 32_767 } as const;
const TRIES = 100;

/** @throws {Error} when every port that was tried is taken */
export async function stablePort(host: string): Promise<number> {
  for (let tried = 0; tried < TRIES; tried++) {
    const port = randomInt(RANGE.lowest, RANGE.highest + 1);
    if (await isFree(host, port)) return port;
  }
  throw new Error(
    `no free port on ${host}: tried ${TRIES} from ${RANGE.lowest} to ${RANGE.highest}; end what listens there`,
  );
}

async function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, host), 'listening');
  } catch {
    return false;
  }
  await once(server.close(), 'close');
  return true;
}
