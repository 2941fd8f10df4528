import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Audit } from '../../../agent/audit/audit.js';
import { JournalFile } from '../../../simulators/lab/journal.js';
import { OPENING, RecordFolder } from '../a-record.js';
import { interphase } from './command-line.js';

const config = (path: string) => fileURLToPath(new URL(`../../../config/${path}`, import.meta.url));
const LAB = config('labs/simulated.yaml');
const CAMPAIGN = config('campaigns/longer-life.yaml');

describe('the command line', () => {
  it.each([
    ['a command that there is not', ['frobnicate'], /unknown command/],
    ['an option that there is not', ['run', '--loud'], /unknown option '--loud'/],
    ['an option without its value', ['run', '--lab'], /argument missing/],
    ['a speed that is no number', ['run', '--speed', 'fast'], /expected a number above zero/],
    ['half an experiment', ['run', '--experiments', '1.5'], /expected a whole number/],
    ['a sub-command that there is not', ['config', 'chekc'], /unknown command/],
    ['an option of a sub-command that there is not', ['config', 'check', '--loud'], /unknown option/],
    ['a sub-command without what it needs', ['users', 'add', 'ada'], /required option '--role <role>'/],
    ['a sub-command that keys have not', ['keys', 'frobnicate'], /unknown command/],
    ['a mode that there is not', ['simulate', 'cell', '--mode', 'x'], /Allowed choices are full, spm/],
    ['half a command', ['users'], /Usage: interphase users/],
    ['nothing at all', [], /Usage: interphase/],
  ])('ends with 2 on %s, and says so', async (_what, args, words) => {
    const { code, stderr } = await interphase(...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(words) });
  });

  it('explains itself when asked, with its exit codes', async () => {
    const { code, stdout } = await interphase('run', '--help');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/--campaign[^]*Exit codes: 0/),
    });
    expect((await interphase('analyse', '--help')).stdout).toMatch(
      /\(files\)\s+\(default: ordinary\s+instruments\)/,
    );
    expect((await interphase('users', 'add', '--help')).stdout).toContain('Exit codes: 0');
    expect((await interphase('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('what the command line checks', () => {
  let folder: RecordFolder;
  beforeEach(() => {
    folder = new RecordFolder();
  });
  afterEach(() => folder.remove());

  it('is a configuration, as text and as JSON', async () => {
    const files = ['--lab', LAB, '--campaign', CAMPAIGN];
    expect(await interphase('config', 'check', ...files)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('are sound'),
    });
    const { code, stdout } = await interphase('config', 'check', ...files, '--json');
    expect({ code, problems: JSON.parse(stdout) as unknown }).toEqual({
      code: 0,
      problems: { problems: [], warnings: [], tables: [] },
    });
  });

  it('is every problem of both files, each at its place', async () => {
    const lab = join(folder.folder, 'lab.yaml');
    const campaign = join(folder.folder, 'campaign.yaml');
    writeFileSync(lab, 'name: x\ninstrumets: {}\n');
    writeFileSync(campaign, 'name: y\nbudget: { experiments: none }\n');
    const files = ['--lab', lab, '--campaign', campaign];
    const { code, stdout } = await interphase('config', 'check', ...files, '--json');
    const { problems } = JSON.parse(stdout) as { problems: { file: string; line: number }[] };
    expect(code).toBe(2);
    expect(problems).toContainEqual(expect.objectContaining({ file: lab, line: 2 }));
    expect(problems).toContainEqual(expect.objectContaining({ file: campaign, line: 2 }));
    expect((await interphase('config', 'check', ...files)).stderr).toContain(`${lab}:2:1`);
  });

  it('is what the lab names elsewhere: a file that is missing, and a variable, which others may have', async () => {
    const lab = join(folder.folder, 'lab.yaml');
    const route = (secret: string): string =>
      readFileSync(LAB, 'utf8').replace(/routes: {}.*/, `routes: { chat: { kind: webhook, ${secret} } }`);
    writeFileSync(lab, route('urlFile: chat.url'));
    const args = ['config', 'check', '--lab', lab, '--campaign', CAMPAIGN];
    expect(await interphase(...args)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/lab.yaml:\d+:\d+ alarms.routes.chat.urlFile: not usable/),
    });
    writeFileSync(lab, route('urlEnv: NOWHERE_SET'));
    expect(await interphase(...args)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('are sound'),
      stderr: expect.stringMatching(/^warning: .*urlEnv: not set; expected a variable NOWHERE_SET/),
    });
    const run = await interphase('run', '--lab', lab, '--data', join(folder.folder, 'data'));
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/urlEnv: not set/) });
    expect(existsSync(join(folder.folder, 'data'))).toBe(false);
  });

  it('is a record, which it leaves as it is', async () => {
    const record = await folder.open();
    await record.append(...OPENING);
    await record.db.raw("UPDATE experiments SET status = 'completed'");
    await record.close();
    const { code, stdout } = await interphase('verify', folder.path);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringMatching(/is NOT whole[^]*experiments/),
    });
    expect((await interphase('verify', `${folder.path}.missing`)).code).toBe(3);
  });

  it('is a record against the journal of the lab', async () => {
    const record = await folder.open();
    await record.append(...OPENING);
    await record.close();
    const journal = join(folder.folder, 'journal.ndjson');
    const file = new JournalFile(journal);
    file.append('lab', { kind: 'lab.started', seed: '1', factor: 1 }, new Date(0), 0);
    const args = ['--record', folder.path, '--journal', journal];
    expect(await interphase('audit', ...args)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('The record agrees with the lab.'),
    });
    const started = { kind: 'program.started', jobId: 'E0001.form', program: 'Cycle', detail: {} } as const;
    file.append('tester', started, new Date(0), 0);
    const { code, stdout } = await interphase('audit', ...args, '--json');
    expect(code).toBe(1);
    expect((JSON.parse(stdout) as Audit).lost).toHaveLength(1);
    expect((await interphase('audit', ...args)).stdout).toContain('does NOT agree');
  });

  it('is nothing when the files are not there', async () => {
    const { code, stderr } = await interphase('audit', '--journal', join(folder.folder, 'none'));
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('none') });
  });
});
