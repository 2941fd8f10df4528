import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import { seededRng } from '../../../core/rng.js';
import { faultRates } from '../../../simulators/faults/catalogue.js';
import { dueIn, keepAgenda, type Agenda, type Due } from '../../../simulators/lab/fault-agenda.js';
import type { Scheduled } from '../../../simulators/lab/lab-spec.js';

const ORIGIN = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function agenda(schedule: readonly Scheduled[] = [], perDay = 0): Agenda {
  const faults = faultRates(0, { 'power-loss': perDay });
  return { spec: { faults, schedule }, originMs: ORIGIN, rng: seededRng('agenda') };
}

function garbage(at: string, count = 1): Scheduled {
  return { at, member: 'tester', injection: { fault: 'garbage', count } };
}

describe('the agenda of faults', () => {
  it('holds the schedule in order of lab time, however it is written', () => {
    const schedule = [garbage('day 3 04:00', 2), garbage('2026-01-02T00:00:00Z', 1)];
    expect(dueIn(agenda(schedule), ORIGIN, ORIGIN + 10 * DAY)).toMatchObject([
      { atMs: ORIGIN + DAY, by: 'schedule', injection: { count: 1 } },
      { atMs: ORIGIN + 3 * DAY + 4 * HOUR, by: 'schedule', injection: { count: 2 } },
    ]);
  });

  it('takes nothing twice and leaves nothing out when the lab is started anew', () => {
    const whole = agenda([garbage('day 0 00:00'), garbage('day 2 00:00')], 0.3);
    const end = ORIGIN + 50 * DAY;
    const all = dueIn(whole, ORIGIN - 1, end);
    const at = all[3]!.atMs;
    expect([...dueIn(whole, ORIGIN - 1, at), ...dueIn(whole, at, end)]).toEqual(all);
    expect(all[0]).toMatchObject({ atMs: ORIGIN, by: 'schedule' });
  });

  it('has losses of power at their rate, on every instrument and not on the broker', () => {
    const losses = dueIn(agenda([], 0.5), ORIGIN, ORIGIN + 800 * DAY);
    // 400 expected, sd 20.
    expect(Math.abs(losses.length - 400)).toBeLessThan(80);
    expect([...new Set(losses.map(({ member }) => member))].sort()).toEqual(['robot', 'station', 'tester']);
  });

  it('has the same losses whatever else is scheduled', () => {
    const losses = (schedule: readonly Scheduled[]): Due[] =>
      dueIn(agenda(schedule, 0.2), ORIGIN, ORIGIN + 90 * DAY).filter(({ by }) => by === 'chance');
    expect(losses([garbage('day 1 00:00'), garbage('day 7 12:30')])).toEqual(losses([]));
  });

  it('strikes when it is time and stops when it is told to', async () => {
    const clock = new ManualClock(ORIGIN);
    const off = new AbortController();
    const struck: number[] = [];
    const schedule = [garbage('day 0 00:00'), garbage('day 2 04:00'), garbage('day 9 00:00')];
    const from = { fromMs: ORIGIN - 1, off: off.signal };
    const kept = keepAgenda(agenda(schedule), clock, from, () => struck.push(clock.now() - ORIGIN));
    await clock.advance(3 * DAY);
    off.abort(new Error('off'));
    await expect(kept).rejects.toThrow('off');
    expect(struck).toEqual([0, 2 * DAY + 4 * HOUR]);
  });
});
