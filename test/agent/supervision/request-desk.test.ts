import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import { VERBS, type Flat } from '../../../agent/supervision/contract/messages.js';
import { RequestDesk } from '../../../agent/supervision/request-desk.js';

let clock: ManualClock;
let done: string[];
let troubles: string[];
let journal: () => Promise<void>;
let desk: RequestDesk;

beforeEach(() => {
  clock = new ManualClock();
  done = [];
  troubles = [];
  journal = async () => undefined;
  let seq = 0;
  desk = new RequestDesk({
    clock,
    commands: {
      pause: (actor, reason) => void done.push(`pause by ${actor}: ${reason}`),
      resume: () => {
        throw new Error('nothing to resume');
      },
      stopAll: (actor) => void done.push(`stop by ${actor}`),
      answer: (actor, prompt, option) => void done.push(`${prompt} ${option} by ${actor}`),
      acknowledge: (actor, alarm, note) => void done.push(`ack ${alarm} by ${actor}: ${note}`),
      shelve: (actor, alarm, forS) => void done.push(`shelve ${alarm} by ${actor} for ${forS} s`),
      unshelve: (actor, alarm) => void done.push(`unshelve ${alarm} by ${actor}`),
    },
    journal: async ({ verb, transaction, received_at }) => {
      await journal();
      done.push(`${verb} ${transaction} recorded at ${received_at}`);
    },
    onTrouble: ({ message }) => troubles.push(message),
    stamped: <Body extends Flat>(body: Body) => ({
      ...body,
      ts: new Date(clock.now()).toISOString(),
      seq: ++seq,
    }),
  });
});

function request(fields: Record<string, unknown> = {}, ageMs = 0): string {
  const issued_at = new Date(clock.now() - ageMs).toISOString();
  return JSON.stringify({ transaction: 't1', issued_at, actor: 'ada', reason: 'smoke', ...fields });
}

describe('a request', () => {
  it('is recorded, carried out, and answered, in this order', async () => {
    const response = await desk.answer('pause', request(), false);
    expect(response).toEqual({
      transaction: 't1',
      ok: true,
      recorded: true,
      ts: '2026-01-01T00:00:00.000Z',
      seq: 1,
    });
    expect(done).toEqual(['pause t1 recorded at 2026-01-01T00:00:00.000Z', 'pause by ada: smoke']);
  });

  it('is answered as before and not carried out again when its transaction was seen', async () => {
    const first = desk.answer('pause', request(), false);
    const meanwhile = desk.answer('pause', request(), false);
    await clock.advance(60_000);
    const late = desk.answer('pause', request({}, 60_000), false);
    expect(await meanwhile).toEqual(await first);
    expect(await late).toEqual(await first);
    expect(done).toHaveLength(2);
  });

  it.each([
    ['expired', 'pause', () => request({}, 10_001)],
    ['early', 'pause', () => request({}, -10_001)],
    ['unknown-verb', 'explode', request],
    ['malformed', 'pause', () => request({ issued_at: undefined })],
    ['malformed', 'pause', () => request({ actor: '' })],
  ])('is refused as %s, and nothing is done', async (code, verb, text) => {
    const response = await desk.answer(verb, text(), false);
    expect(response).toMatchObject({
      transaction: 't1',
      ok: false,
      code,
      message: expect.stringMatching(/./),
    });
    expect(done).toEqual([]);
  });

  it.each([() => request({ transaction: undefined }), () => 'no JSON', () => 'null', () => '[]'])(
    'is refused without a transaction, and answered without one',
    async (text) => {
      const response = await desk.answer('pause', text(), false);
      expect(response).toMatchObject({ transaction: null, ok: false, code: 'malformed' });
    },
  );

  it('is refused when the broker kept it, and can be asked properly afterwards', async () => {
    expect(await desk.answer('pause', request(), true)).toMatchObject({ ok: false, code: 'retained' });
    expect(done).toEqual([]);
    expect(await desk.answer('pause', request(), false)).toMatchObject({ ok: true });
  });

  it('is taken up to ten seconds of difference between the clocks', async () => {
    expect(await desk.answer('pause', request({}, 10_000), false)).toMatchObject({ ok: true });
    expect(await desk.answer('pause', request({ transaction: 't2' }, -10_000), false)).toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['ack', {}, 'ack disk-low by ada: smoke'],
    ['shelve', { forS: 60 }, 'shelve disk-low by ada for 60 s'],
    ['shelve', {}, 'shelve disk-low by ada for 3600 s'],
    ['unshelve', {}, 'unshelve disk-low by ada'],
  ])('to %s an alarm names it (%j)', async (verb, fields, act) => {
    expect(await desk.answer(verb, request({ alarm: 'disk-low', ...fields }), false)).toMatchObject({
      ok: true,
    });
    expect(done.at(-1)).toBe(act);
  });

  it('says when it went wrong', async () => {
    const response = await desk.answer('resume', request(), false);
    expect(response).toMatchObject({ ok: false, code: 'failed', message: 'Error: nothing to resume' });
    expect(troubles).toEqual(["'resume' of ada went wrong"]);
  });
});

describe('when the record cannot be written', () => {
  beforeEach(() => {
    journal = () => Promise.reject(new Error('disk full'));
  });

  it.each(VERBS.filter((verb) => verb !== 'stop_all'))('%s is not carried out', async (verb) => {
    expect(await desk.answer(verb, request(), false)).toMatchObject({ ok: false, code: 'not-recorded' });
    expect(done).toEqual([]);
    expect(troubles).toEqual([`'${verb}' of ada could not be recorded`]);
  });

  it('stop_all is carried out all the same, and says that it was not recorded', async () => {
    expect(await desk.answer('stop_all', request(), false)).toMatchObject({ ok: true, recorded: false });
    expect(done).toEqual(['stop by ada']);
  });
});
