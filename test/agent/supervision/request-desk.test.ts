import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import type { Asker } from '../../../agent/access/asker.js';
import { ROLES } from '../../../agent/access/role.js';
import type { OperatorAnswer } from '../../../agent/supervision/contract/requests.js';
import { RequestDesk } from '../../../agent/supervision/request-desk.js';
import { VERB_NAMES, verbOf } from '../../../agent/supervision/verbs.js';
import { ANY_FIELDS } from './any-fields.js';
import { doing } from './doing.js';
import { notedJournal } from './noted-journal.js';

const ADA: Asker = { name: 'ada', role: 'operator', via: 'rest', from: '10.0.0.7' };

let clock: ManualClock;
let done: string[];
let troubles: string[];
let write: () => Promise<void>;
let desk: RequestDesk;

beforeEach(() => {
  clock = new ManualClock();
  done = [];
  troubles = [];
  write = async () => undefined;
  desk = new RequestDesk({
    clock,
    commands: {
      ...doing(done),
      resume: () => {
        throw new Error('nothing to resume');
      },
    },
    journal: notedJournal(done, () => write()),
    onTrouble: ({ message }) => troubles.push(message),
  });
});

function request(fields: Record<string, unknown> = {}, ageMs = 0): unknown {
  const issued_at = new Date(clock.now() - ageMs).toISOString();
  return { transaction: 't1', issued_at, reason: 'smoke', ...fields };
}

function ask(verb: string, message: unknown, asker = ADA): Promise<OperatorAnswer> {
  return desk.answer({ verb, message }, asker);
}

describe('a request', () => {
  it('is recorded, carried out, and answered, in this order', async () => {
    expect(await ask('pause', request())).toEqual({ transaction: 't1', ok: true, recorded: true });
    expect(done).toEqual(['recorded pause', 'pause by ada: smoke']);
  });

  it('is told what came of it, where there is more to say', async () => {
    const asker = { ...ADA, role: 'scientist' } as const;
    const message = request({ parameters: { 'additive.VC': 1, 'main-additive': 'VC' } });
    const told = { ok: true, message: 'H0001 waits for a decision' };
    expect(await ask('add', message, asker)).toMatchObject(told);
    expect(done).toEqual(['recorded add', 'add {"additive.VC":1,"main-additive":"VC"} by ada']);
    const twisted = request({ transaction: 't2', parameters: { 'additive.VC': [1] } });
    expect(await ask('add', twisted, asker)).toMatchObject({ code: 'malformed' });
  });

  it('is answered as before and not carried out again when its transaction was seen', async () => {
    const first = ask('pause', request());
    const meanwhile = ask('pause', request());
    await clock.advance(60_000);
    const late = ask('pause', request({}, 60_000));
    expect(await meanwhile).toEqual(await first);
    expect(await late).toEqual(await first);
    expect(done).toHaveLength(2);
  });

  it.each([
    ['expired', 'pause', () => request({}, 10_001)],
    ['early', 'pause', () => request({}, -10_001)],
    ['unknown-verb', 'explode', request],
    ['malformed', 'pause', () => request({ issued_at: undefined })],
    ['malformed', 'ack', request],
    ['transaction-used', 'pause', () => request({ transaction: 'of-an-earlier-process' })],
  ])('is refused as %s, and nothing is done', async (code, verb, text) => {
    const response = await ask(verb, text());
    expect(response).toMatchObject({
      ok: false,
      code,
      message: expect.stringMatching(/./),
    });
    expect(done).toEqual([]);
  });

  it.each([() => request({ transaction: undefined }), () => undefined, () => null, () => []])(
    'is refused without a transaction, and answered without one',
    async (text) => {
      const response = await ask('pause', text());
      expect(response).toMatchObject({ transaction: null, ok: false, code: 'malformed' });
    },
  );

  it('is refused when the broker kept it, and can be asked properly afterwards', async () => {
    expect(await desk.answer({ verb: 'pause', message: request(), retained: true }, ADA)).toMatchObject({
      ok: false,
      code: 'retained',
    });
    expect(done).toEqual([]);
    expect(await ask('pause', request())).toMatchObject({ ok: true });
  });

  it('is taken up to ten seconds of difference between the clocks', async () => {
    expect(await ask('pause', request({}, 10_000))).toMatchObject({ ok: true });
    expect(await ask('pause', request({ transaction: 't2' }, -10_000))).toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['ack', {}, 'ack disk-low by ada'],
    ['shelve', { forS: 60 }, 'shelve disk-low by ada for 60 s'],
    ['shelve', {}, 'shelve disk-low by ada for 3600 s'],
    ['unshelve', {}, 'unshelve disk-low by ada'],
  ])('to %s an alarm names it (%j)', async (verb, fields, act) => {
    expect(await ask(verb, request({ alarm: 'disk-low', ...fields }))).toMatchObject({
      ok: true,
    });
    expect(done.at(-1)).toBe(act);
  });

  it.each(VERB_NAMES)(
    'to %s is refused to every role below the one it needs, and done for the others',
    async (verb) => {
      for (const role of ROLES) {
        done = [];
        const answer = await ask(verb, request({ ...ANY_FIELDS, transaction: role }), { ...ADA, role });
        const isAllowed = ROLES.indexOf(role) >= ROLES.indexOf(verbOf(verb).role);
        expect(answer.ok || answer.code).toBe(!isAllowed ? 'forbidden' : verb === 'resume' ? 'failed' : true);
      }
    },
  );

  it('is done once whoever repeats it, and nobody else is told that theirs was done', async () => {
    await ask('pause', request());
    const bob = { ...ADA, name: 'bob' };
    expect(await ask('pause', request(), bob)).toMatchObject({ ok: false, code: 'transaction-used' });
    expect(await ask('stop_all', request())).toMatchObject({ ok: false, code: 'transaction-used' });
    expect(await ask('pause', request())).toMatchObject({ ok: true });
    expect(done).toEqual(['recorded pause', 'pause by ada: smoke']);
  });

  it('that cannot be carried out now is refused with the reason, and is no trouble', async () => {
    const response = await ask('resume', request());
    expect(response).toMatchObject({ ok: false, code: 'failed', message: 'nothing to resume' });
    expect(troubles).toEqual([]);
  });
});

describe('when the record cannot be written', () => {
  beforeEach(() => {
    write = () => Promise.reject(new Error('disk full'));
  });

  it.each(VERB_NAMES.filter((verb) => verb !== 'stop_all'))('%s is not carried out', async (verb) => {
    const answer = await ask(verb, request(ANY_FIELDS), { ...ADA, role: 'admin' });
    expect(answer).toMatchObject({ ok: false, code: 'not-recorded' });
    expect(done).toEqual([]);
    expect(troubles).toEqual([`'${verb}' of ada could not be recorded`]);
  });

  it('stop_all is carried out all the same, and says that it was not recorded', async () => {
    expect(await ask('stop_all', request())).toMatchObject({ ok: true, recorded: false });
    expect(done).toEqual(['stop by ada: smoke']);
  });
});
