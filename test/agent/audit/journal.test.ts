import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readJournal } from '../../../agent/audit/journal.js';
import { JournalFile } from '../../../simulators/lab/journal.js';

const NOTHING = { solvents: {}, saltsMolPerL: {}, additives: {} };

describe('a journal as an auditor reads it', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'));
    path = join(folder, 'journal.ndjson');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is what the lab wrote, without where things are', () => {
    const file = new JournalFile(path);
    const at = new Date(0);
    file.append('lab', { kind: 'lab.started', seed: '1', factor: 1 }, at, 0);
    const vial = { id: 'V1', formulation: NOTHING, volumeL: 0, turbidity: 0 };
    file.append('robot', { kind: 'vial.put', vial }, at, 0);
    file.append('robot', { kind: 'program.started', jobId: 'J1', program: 'Mix', detail: {} }, at, 0);
    const cause = { cause: 'dispensing-error', attribution: 'machine' } as const;
    file.append('robot', { kind: 'fault', jobId: 'J1', fault: cause }, at, 1);
    file.append('robot', { kind: 'program.ended', jobId: 'J1', end: { state: 'completed' } }, at, 2);
    expect(readJournal(path)).toMatchObject([
      { kind: 'lab.started', labMs: 0 },
      { kind: 'program.started', jobId: 'J1', instrument: 'robot' },
      { kind: 'fault', fault: cause },
      { kind: 'program.ended', end: { state: 'completed' } },
    ]);
  });

  it('leaves out a last line that was cut off by a crash', () => {
    const whole = '{"kind":"lab.stopped","instrument":"lab","labMs":3}\n';
    writeFileSync(path, `${whole}{"kind":"program.st`);
    const said: string[] = [];
    expect(readJournal(path, (where) => said.push(where))).toHaveLength(1);
    expect(said).toEqual([expect.stringContaining(`${path}:2: the last line was cut off`)]);
  });

  it('says of a whole one nothing', () => {
    writeFileSync(path, '{"kind":"lab.stopped","instrument":"lab","labMs":3}\n');
    const said: string[] = [];
    readJournal(path, (where) => said.push(where));
    expect(said).toEqual([]);
  });

  it('says so where there is none, or none of a lab, and where to look', () => {
    expect(() => readJournal(path)).toThrow(/no such journal; .*data folder/);
    expect(() => readJournal(folder)).toThrow(/cannot be read \(EISDIR\)/);
    writeFileSync(path, '');
    expect(() => readJournal(path)).toThrow(/holds no entry/);
  });

  it.each(['nonsense', '{"kind":"program.started","jobId":7}', '{"no":"kind"}', ''])(
    'names the line that says %j',
    (line) => {
      writeFileSync(path, `{"kind":"vial.put"}\n${line}\n`);
      expect(() => readJournal(path)).toThrow(`${path}:2: expected a journal entry`);
    },
  );
});
