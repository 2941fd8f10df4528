import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabRecord } from '../../../agent/record/record.js';
import { ManualClock } from '../../../core/clock.js';
import { interphase, interphaseReading } from './command-line.js';

const PASSWORD = 'pl4nted-p4ssword';

let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'access-'));
});

afterEach(() => {
  rmSync(data, { recursive: true });
});

describe('interphase users and keys', () => {
  it('add, show and take away, and never show a password again', async () => {
    const added = await interphaseReading(
      `${PASSWORD}\n`,
      'users',
      'add',
      'ada',
      '--role',
      'admin',
      '--data',
      data,
    );
    expect(added).toMatchObject({ code: 0, stdout: 'ada may sign in as admin\n' });
    const again = await interphaseReading(
      `${PASSWORD}\n`,
      'users',
      'add',
      'ada',
      '--role',
      'admin',
      '--data',
      data,
    );
    expect(again).toMatchObject({ code: 3, stderr: "there is a user 'ada' already\n" });
    const list = await interphase('users', 'list', '--json', '--data', data);
    expect(JSON.parse(list.stdout)).toMatchObject([{ name: 'ada', role: 'admin' }]);
    expect(added.stdout + again.stderr + list.stdout).not.toContain(PASSWORD);
  });

  it.each(['users', 'keys'])('list no %s of a folder that there is not, but say so', async (what) => {
    const nowhere = join(data, 'nowhere');
    expect(await interphase(what, 'list', '--data', nowhere)).toMatchObject({
      code: 3,
      stdout: '',
      stderr: `${nowhere}: no such folder; name the data folder of the agent with --data\n`,
    });
  });

  it('print a key once, and keep only its hash', async () => {
    const { stdout } = await interphase('keys', 'add', 'notebook', '--role', 'viewer', '--data', data);
    expect(stdout).toMatch(/^interphase_[0-9a-f]{8}_[\w-]{43}\n$/);
    expect(readFileSync(join(data, 'access.json'), 'utf8')).not.toContain(stdout.trim().slice(-43));
    const forever = await interphase('keys', 'add', 'x', '--role', 'viewer', '--days', '1e9', '--data', data);
    expect(forever).toMatchObject({ code: 2, stderr: expect.stringContaining('from 1 to 3650 days') });
    expect(await interphase('keys', 'revoke', 'notebook', '--data', data)).toMatchObject({ code: 0 });
    expect(await interphase('keys', 'list', '--json', '--data', data)).toMatchObject({ stdout: '[]\n' });
  });
});

it('interphase sign-in says so when no agent runs', async () => {
  const { code, stderr } = await interphase('sign-in', '--data', data);
  expect([code, stderr]).toEqual([
    3,
    expect.stringMatching(/no agent runs on .*: start one with interphase run/),
  ]);
});

it('interphase trail shows who did what, and a CSV of it holds no formula', async () => {
  const path = join(data, 'record.sqlite');
  const clock = new ManualClock();
  const record = await LabRecord.open(path, clock, clock, () => undefined);
  const way = { role: 'operator', via: 'rest', from: '10.0.0.7' } as const;
  await record.append(
    {
      kind: 'operator.acted',
      subject: 'C1',
      body: { ...way, verb: 'pause', actor: 'ada', reason: '=1+1', transaction: 't1', fields: {} },
    },
    {
      kind: 'operator.answered',
      subject: 'C1',
      body: { ...way, verb: 'pause', actor: 'ada', transaction: 't1', ok: true, code: '', message: '' },
    },
    {
      kind: 'operator.acted',
      subject: 'C1',
      body: { verb: 'resume', actor: 'of an earlier version', reason: '' },
    },
  );
  await record.close();
  const { stdout } = await interphase('trail', path, '--csv');
  expect(stdout.trim().split(/\r?\n/)).toEqual([
    'seq,at,who,role,via,from,what,about,reason,result,transaction',
    `1,2026-01-01T00:00:00.000Z,ada,operator,rest,10.0.0.7,pause,C1,"'=1+1",asked,t1`,
    '2,2026-01-01T00:00:00.000Z,ada,operator,rest,10.0.0.7,pause,C1,,done,t1',
    '3,2026-01-01T00:00:00.000Z,of an earlier version,,,,resume,C1,,asked,',
  ]);
});
