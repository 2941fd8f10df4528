import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BROKER_LOGINS_FILE, keptPasswords } from '../../config/broker/passwords.js';
import { LAB_DESCRIPTOR_FILE, LabDescriptor } from '../../config/lab-descriptor.js';
import type { AuditEntry } from '../../agent/record/audit-trail.js';
import { QUIET_LAB, Running, SHORT_CAMPAIGN, Workplace } from './agent-process.js';

const CLIENT = fileURLToPath(new URL('../../docs/clients/supervise.py', import.meta.url));
/** Debian's own: another Python would not find its packages. */
const PYTHON = '/usr/bin/python3';

function hasPaho(): boolean {
  try {
    execFileSync(PYTHON, ['-c', 'import paho.mqtt.client'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const isThere = hasPaho();
const why = isThere ? '' : ' (skipped: python3-paho-mqtt is not installed)';

(isThere ? describe : describe.skip)(`a Python program at the broker${why}`, () => {
  let place: Workplace;
  let agent: Running;
  beforeAll(() => {
    place = new Workplace();
    const written = (name: string, from: string, more: string): string => {
      const path = join(place.data, name);
      writeFileSync(path, `${readFileSync(from, 'utf8')}${more}`);
      return path;
    };
    const lab = written('lab.yaml', QUIET_LAB, 'broker: { people: { eve: scientist } }\n');
    const campaign = written('campaign.yaml', SHORT_CAMPAIGN, 'approval: { required: all }\n');
    agent = place.run('--lab', lab, '--campaign', campaign, '--speed', '40000');
  });
  afterAll(async () => {
    agent.kill('SIGKILL');
    await agent.ended;
    place.remove();
  });

  it('pauses the campaign, approves what waits for a person, and lets it go on', async () => {
    await agent.says(/sign in/);
    const text = readFileSync(join(place.data, LAB_DESCRIPTOR_FILE), 'utf8');
    const { hostname, port } = new URL(LabDescriptor.parse(JSON.parse(text)).endpoints.broker);
    const INTERPHASE_PASSWORD = keptPasswords(join(place.data, BROKER_LOGINS_FILE))['eve'];
    const env = { ...process.env, INTERPHASE_PASSWORD };
    const { stdout } = await promisify(execFile)(PYTHON, [CLIENT, hostname, port, 'eve'], { env });
    expect(stdout).toMatch(/^pause +done\n(approve P000\d done\n)+resume +done\n$/);
    await agent.says(/E0001 .*begins/);
    const trail = new Running(['trail', place.record, '--json']);
    const { output } = await trail.ended;
    const asked = (JSON.parse(output) as AuditEntry[]).filter(({ result }) => result === 'asked');
    expect(asked.at(0)).toMatchObject({ who: 'eve', role: 'scientist', via: 'mqtt', what: 'pause' });
    expect(asked.at(1)).toMatchObject({ what: 'approve', reason: 'looks right' });
    expect(asked.at(-1)).toMatchObject({ what: 'resume' });
  });
});
