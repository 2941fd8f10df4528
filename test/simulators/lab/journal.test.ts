import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { JournalFile, readJournal } from '../../../simulators/lab/journal.js';

const AT = new Date('2026-01-01T00:00:00Z');

describe("the lab's journal", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'));
    path = join(folder, 'lab-journal.ndjson');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(file: JournalFile, how: string): void {
    file.append('robot', { kind: 'instrument.lost', how }, AT, 1234.6);
  }

  it('keeps entries in order, numbered on over a restart', () => {
    const first = new JournalFile(path);
    write(first, 'a');
    write(first, 'b');
    write(new JournalFile(path), 'c');
    expect(readJournal(path)).toMatchObject([
      { seq: 1, how: 'a', at: '2026-01-01T00:00:00.000Z', labMs: 1235, instrument: 'robot' },
      { seq: 2, how: 'b' },
      { seq: 3, how: 'c' },
    ]);
  });

  it.each([
    ['in the middle of an entry', '{"seq":2,"kind":"instr'],
    ['just before its end', '{"seq":2,"kind":"lab.stopped"}'],
    ['in the middle of a letter', Buffer.from('{"how":"µ').subarray(0, -1)],
  ])('goes on after a last line that was cut off %s', (_where, tail) => {
    write(new JournalFile(path), 'a');
    appendFileSync(path, tail);
    expect(readJournal(path)).toHaveLength(1);
    const again = new JournalFile(path);
    expect(again.earlier).toHaveLength(1);
    write(again, 'b');
    expect(readJournal(path).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(readFileSync(path, 'utf8').endsWith('}\n')).toBe(true);
  });

  it('numbers no entry that was refused', () => {
    const file = new JournalFile(path);
    write(file, 'a');
    rmSync(folder, { recursive: true });
    expect(() => {
      write(file, 'lost');
    }).toThrow('ENOENT');
    mkdirSync(folder);
    write(file, 'b');
    expect(readJournal(path)).toMatchObject([{ seq: 2, how: 'b' }]);
  });

  it('never goes on behind what was taken of an entry that was refused', () => {
    const file = new JournalFile(path);
    write(file, 'a');
    appendFileSync(path, '{"seq":2,"kind":"instr');
    write(file, 'b');
    expect(readJournal(path).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('names the line that is no entry', () => {
    writeFileSync(path, '{"seq":1,"kind":"lab.stopped"}\nnonsense\n{"seq":3,"kind":"lab.stopped"}\n');
    expect(() => readJournal(path)).toThrow(`${path}:2: expected one JSON object a line, found "nonsense"`);
  });
});
