import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Prompts } from '../../../agent/campaign/prompts.js';
import { openPrompts } from '../../../agent/record/prompts.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { verify } from '../../../agent/record/verify.js';
import { ManualClock } from '../../../core/clock.js';
import { OPENING, RecordFolder } from '../a-record.js';

const HOUR_MS = 3_600_000;
const QUESTION = {
  experimentId: 'E0001',
  place: 'channel/1',
  question: 'is it in channel/1?',
  options: { yes: 'it is', no: 'it is not' },
  defaultOption: 'no',
};
const ID = 'E0001.question-1';

describe('a question to operators', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  let lab: ManualClock;
  let heard: string[];
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    await record.append(...OPENING);
    lab = new ManualClock();
    heard = [];
  });
  afterEach(() => folder.remove());

  async function opened(): Promise<Prompts> {
    const onTrouble = (error: Error): void => void heard.push(error.message);
    const prompts = new Prompts({ record, lab, answerWithinMs: 8 * HOUR_MS, onTrouble });
    prompts.onAnswer(({ id }, option) => heard.push(`${id} ${option}`));
    await prompts.load();
    return prompts;
  }

  /** Deadlines apply through the database, which needs turns of the event loop. */
  async function pass(hours: number): Promise<void> {
    await lab.advance(hours * HOUR_MS);
    await record.append({ kind: 'notice', subject: 'test', body: { level: 'info', text: 'turn' } });
  }

  async function answerOf(id: string): Promise<unknown> {
    return record.db('prompts').where({ id }).first('answer', 'actor', 'note');
  }

  it('is recorded with its options and its deadline in lab time, and once for an experiment', async () => {
    const prompts = await opened();
    await prompts.ask(QUESTION);
    await prompts.ask({ ...QUESTION, question: 'again?' });
    expect(await openPrompts(record.db)).toEqual([
      { ...QUESTION, id: ID, deadlineLabAt: '2026-01-01T08:00:00.000Z' },
    ]);
  });

  it('takes the answer of an operator, with a note, and takes it once', async () => {
    const prompts = await opened();
    await prompts.ask(QUESTION);
    await prompts.answer('ada', ID, 'yes', 'seen it');
    expect(await answerOf(ID)).toEqual({ answer: 'yes', actor: 'ada', note: 'seen it' });
    expect(heard).toEqual([`${ID} yes`]);
    await expect(prompts.answer('ada', ID, 'no', '')).rejects.toThrow(/not an open question \(open: none\)/);
    await pass(9);
    expect(heard).toEqual([`${ID} yes`]);
  });

  it('refuses what is none of its options, and stays open', async () => {
    const prompts = await opened();
    await prompts.ask(QUESTION);
    await expect(prompts.answer('ada', ID, 'toString', '')).rejects.toThrow(/no answer to .*: yes, no/);
    await expect(prompts.answer('ada', 'E9', 'yes', '')).rejects.toThrow(new RegExp(`open: ${ID}`));
    expect(await openPrompts(record.db)).toHaveLength(1);
  });

  it('is answered by its default when the deadline has passed', async () => {
    const prompts = await opened();
    await prompts.ask(QUESTION);
    await pass(7.9);
    expect(heard).toEqual([]);
    await pass(0.2);
    expect(heard).toEqual([`${ID} no`]);
    expect(await answerOf(ID)).toMatchObject({ answer: 'no', actor: 'deadline' });
    await prompts.ask(QUESTION);
    expect((await openPrompts(record.db)).map(({ id }) => id)).toEqual(['E0001.question-2']);
  });

  it('is answered by its default once the record takes it, when its disk was full at the deadline', async () => {
    const prompts = await opened();
    await prompts.ask(QUESTION);
    const full = jest
      .spyOn(record, 'append')
      .mockImplementation(() => Promise.reject(new Error('disk full')));
    await lab.advance(9 * HOUR_MS);
    await expect(prompts.answer('ada', ID, 'yes', '')).rejects.toThrow('disk full');
    full.mockRestore();
    expect(heard).toEqual([`the deadline of ${ID} could not be recorded`]);
    await pass(0);
    await pass(0);
    expect(heard.at(-1)).toBe(`${ID} no`);
  });

  it('keeps its deadline through a restart, even when that passed meanwhile', async () => {
    const first = await opened();
    await first.ask(QUESTION);
    first.stop();
    await pass(9);
    expect(heard).toEqual([]);
    await opened();
    await pass(0);
    expect(heard).toEqual([`${ID} no`]);
    expect((await verify(record.db)).problems).toEqual([]);
  });

  it('is withdrawn when the instruments have told', async () => {
    const prompts = await opened();
    await prompts.ask(QUESTION);
    await prompts.withdraw('E0001', 'the robot has it');
    expect(await answerOf(ID)).toEqual({ answer: 'settled', actor: 'agent', note: 'the robot has it' });
    expect(heard).toEqual([]);
  });
});
