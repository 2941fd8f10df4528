/** A Mosquitto on the files that are written for a lab, as an operator would start it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeMosquitto, type MosquittoSite } from '../../../agent/broker/write-mosquitto.js';
import type { Passwords } from '../../../config/broker/passwords.js';
import type { LabConfig } from '../../../config/lab.js';
import { accepts, EXECUTABLE, freePort } from '../../drivers/mqtt-station/mosquitto.js';

export interface LabBroker {
  readonly port: number;
  readonly passwords: Passwords;
  /** The folder of its files. */
  readonly folder: string;
  /** Kills it, as a power cut would, and starts it again on the same files. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function mosquittoFor(lab: LabConfig, changes: Partial<MosquittoSite> = {}): Promise<LabBroker> {
  const folder = mkdtempSync(join(tmpdir(), 'interphase-broker-'));
  const port = await freePort();
  const passwords = writeMosquitto(lab, {
    ...{
      folder,
      host: '127.0.0.1',
      port,
      websocketPort: undefined,
      tls: undefined,
      agentPassword: undefined,
    },
    passwordsPath: join(folder, 'logins.json'),
    ...changes,
  });
  // As root it would become a user of its own, who may not read this folder.
  if (process.getuid?.() === 0) appendFileSync(join(folder, 'mosquitto.conf'), '\nuser root\n');
  let stop = await start(folder, port);
  return {
    ...{ port, passwords, folder },
    restart: async () => {
      await stop();
      stop = await start(folder, port);
    },
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function start(folder: string, port: number): Promise<() => Promise<void>> {
  const child = spawn(EXECUTABLE, ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore' });
  const gone = once(child, 'exit');
  await accepts(port);
  return async () => {
    child.kill('SIGKILL');
    await gone;
  };
}
