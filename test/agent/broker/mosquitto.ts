/** A Mosquitto on the files that are written for a lab, as an operator would start it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
  let stop = await startOn(folder, port);
  return {
    ...{ port, passwords, folder },
    restart: async () => {
      await stop();
      stop = await startOn(folder, port);
    },
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Starts it on a folder that was written before. @returns what kills it */
export async function startOn(folder: string, port: number): Promise<() => Promise<void>> {
  const configuration = join(folder, 'mosquitto.conf');
  // As root it would become a user of its own, who may not read this folder.
  const isRoot = process.getuid?.() === 0 && !readFileSync(configuration, 'utf8').includes('user root');
  if (isRoot) appendFileSync(configuration, '\nuser root\n');
  const child = spawn(EXECUTABLE, ['-c', configuration], { stdio: 'ignore' });
  const gone = once(child, 'exit');
  await accepts(port);
  return async () => {
    child.kill('SIGKILL');
    await gone;
  };
}
