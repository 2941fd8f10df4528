import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessFile } from '../../../agent/access/access-file.js';
import { Accounts } from '../../../agent/access/accounts.js';
import { wayIn } from '../../../agent/cli/way-in.js';
import { ManualClock } from '../../../core/clock.js';

const ADDRESS = 'http://127.0.0.1:8080';
const REST = `REST     ${ADDRESS}`;

let data: string;
let clock: ManualClock;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'way-in-'));
  clock = new ManualClock();
});

afterEach(() => {
  rmSync(data, { recursive: true });
});

it('an agent without users gives a link, one with users its address alone', async () => {
  const link = expect.stringMatching(/^sign in {2}http:\/\/127\.0\.0\.1:8080\/sign-in\?token=[\w-]{43} /);
  expect(await wayIn(data, ADDRESS, clock)).toEqual([REST, link]);
  const accounts = new Accounts(new AccessFile(data, clock), clock, 'tester', { ln: 4, r: 8, p: 1 });
  await accounts.addUser('ada', 'admin', 'correct horse battery');
  expect(await wayIn(data, ADDRESS, clock)).toEqual([REST]);
});

it('a list that cannot be read keeps nobody from starting, and is told', async () => {
  writeFileSync(join(data, 'access.json'), '{}');
  const line = expect.stringMatching(/^nobody can sign in: .*access\.json is not a list of users/);
  expect(await wayIn(data, ADDRESS, clock)).toEqual([REST, line]);
});

it('nor does a list that cannot be written', async () => {
  mkdirSync(join(data, 'access.json.new'));
  expect(await wayIn(data, ADDRESS, clock)).toEqual([REST, expect.stringMatching(/^nobody can sign in: /)]);
});
