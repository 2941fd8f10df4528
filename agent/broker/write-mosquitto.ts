/** Writes what a Mosquitto needs to serve a lab: its configuration, password file, access rules, and a place to keep things. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePasswords, type Passwords } from '../../config/broker/passwords.js';
import { brokerRights } from '../../config/broker/rights.js';
import type { LabConfig } from '../../config/lab.js';
import { mosquittoAcl, mosquittoConf, type MosquittoOptions } from './mosquitto-config.js';
import { passwordLine, SALT_LENGTH } from './mosquitto-password.js';

export interface MosquittoSite extends MosquittoOptions {
  /** Where the passwords are kept in clear; missing ones are made. */
  readonly passwordsPath: string;
  /** Of the agent, when the lab's configuration names one. */
  readonly agentPassword: string | undefined;
}

/** @returns every login with its password */
export function writeMosquitto(lab: LabConfig, site: MosquittoSite): Passwords {
  const { folder, passwordsPath, agentPassword } = site;
  const rights = brokerRights(lab);
  const given = agentPassword === undefined ? {} : { [lab.broker.username]: agentPassword };
  const passwords = makePasswords(passwordsPath, Object.keys(rights), given);
  mkdirSync(join(folder, 'kept'), { recursive: true, mode: 0o700 });
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  };
  write('mosquitto.conf', mosquittoConf(site));
  write('acl', mosquittoAcl(rights));
  write('passwords', hashed(passwords));
  return passwords;
}

function hashed(passwords: Passwords): string {
  return Object.entries(passwords)
    .map(([login, password]) => `${passwordLine(login, password, randomBytes(SALT_LENGTH))}\n`)
    .join('');
}
