import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import { argumentSchemas } from '../../../drivers/mqtt-instrument/codec.js';
import { stationVocabulary } from '../../../drivers/mqtt-station/codec.js';
import { CommandDesk, handling, type Handlers } from '../../../simulators/mqtt-peer/command-desk.js';
import { Refusal } from '../../../simulators/mqtt-peer/outcome.js';

let clock: ManualClock;
let carriedOut: string[];
let desk: CommandDesk;

beforeEach(() => {
  clock = new ManualClock();
  carriedOut = [];
  const done = (what: string) => async (): Promise<Record<string, never>> => {
    carriedOut.push(what);
    return {};
  };
  const identity = { manufacturer: 'M', model: 'M', serialNumber: '1', firmware: '1' };
  const schemas = argumentSchemas(stationVocabulary.task);
  const handlers: Handlers<unknown> = {
    identify: async () => identity,
    observe: async () => [],
    start: handling(schemas.start, async ({ job }) => {
      if (job === 'second') throw new Refusal('busy', 'job first is running');
      await clock.sleep(10);
      return done(`start ${job}`)();
    }),
    job: async () => {
      throw new Error('the room is gone');
    },
    data: async () => ({ columns: [], from: 0, rows: [] }),
    safe: handling(schemas.safe, done('safe')),
  };
  desk = new CommandDesk(handlers, clock);
});

function command(fields: Record<string, unknown> = {}): string {
  const expires = new Date(clock.now() + 1000).toISOString();
  return JSON.stringify({ id: 'c1', expires, ...fields });
}

const start = { job: 'first', task: { kind: 'film', cellId: 'C1' } };

describe('a command', () => {
  it('is carried out and answered with its id', async () => {
    const answer = await desk.answer('safe', command(), false);
    expect(answer).toEqual({ id: 'c1', ts: '2026-01-01T00:00:00.000Z', ok: true, value: {} });
    expect(carriedOut).toEqual(['safe']);
  });

  it('is answered as before and not carried out again when its id was seen', async () => {
    const first = desk.answer('start', command(start), false);
    const meanwhile = desk.answer('start', command(start), false);
    await clock.advance(500);
    const afterwards = await desk.answer('start', command(start), false);
    expect(await meanwhile).toEqual(await first);
    expect(afterwards).toEqual(await first);
    expect(carriedOut).toEqual(['start first']);
  });

  it('waits for the one before', async () => {
    const starting = desk.answer('start', command(start), false);
    const stopping = desk.answer('safe', command({ id: 'c2' }), false);
    await clock.advance(500);
    await Promise.all([starting, stopping]);
    expect(carriedOut).toEqual(['start first', 'safe']);
  });

  it('is refused when it expires while it waits', async () => {
    const starting = desk.answer('start', command(start), false);
    const expires = new Date(clock.now() + 5).toISOString();
    const stopping = desk.answer('safe', command({ id: 'c2', expires }), false);
    await clock.advance(500);
    expect(await stopping).toMatchObject({ id: 'c2', ok: false, code: 'expired' });
    expect((await starting).ok).toBe(true);
    expect(carriedOut).toEqual(['start first']);
  });

  it.each([-3_600_000, 3_600_000])('that waits does not notice a clock that is set by %d ms', async (ms) => {
    const starting = desk.answer('start', command(start), false);
    const stopping = desk.answer('safe', command({ id: 'c2' }), false);
    clock.set(ms);
    await clock.advance(500);
    expect(await Promise.all([starting, stopping])).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it('that waits grows old though its clock is set back', async () => {
    const starting = desk.answer('start', command(start), false);
    const expires = new Date(clock.now() + 5).toISOString();
    const stopping = desk.answer('safe', command({ id: 'c2', expires }), false);
    clock.set(-3_600_000);
    await clock.advance(500);
    expect((await starting).ok).toBe(true);
    expect(await stopping).toMatchObject({ ok: false, code: 'expired' });
  });

  it.each([
    ['early', command.bind(undefined, { expires: '2026-01-01T00:01:01Z' }), 'safe', 'c1'],
    ['expired', command.bind(undefined, { expires: '2025-12-31T23:59:59Z' }), 'safe', 'c1'],
    ['malformed', () => JSON.stringify({ id: 'c1' }), 'safe', 'c1'],
    ['malformed', () => command({ id: undefined }), 'safe', null],
    ['malformed', () => 'no JSON at all', 'safe', null],
    ['malformed', () => 'null', 'safe', null],
    ['malformed', () => command({ expires: 'tomorrow' }), 'safe', 'c1'],
    ['unknown-command', command, 'explode', 'c1'],
    ['bad-arguments', () => command({ job: 'j', task: { kind: 'nonsense' } }), 'start', 'c1'],
    ['busy', () => command({ ...start, job: 'second' }), 'start', 'c1'],
    ['internal', command, 'job', 'c1'],
  ])('is refused as %s, with a result that says so', async (code, text, name, id) => {
    const answer = await desk.answer(name, text(), false);
    expect(answer).toMatchObject({ id, ok: false, code, message: expect.stringMatching(/./) });
    expect(carriedOut).toEqual([]);
  });

  it('is refused when the broker kept it from earlier', async () => {
    expect(await desk.answer('safe', command(), true)).toMatchObject({
      id: 'c1',
      ok: false,
      code: 'retained',
    });
    expect(carriedOut).toEqual([]);
  });
});
