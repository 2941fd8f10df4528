import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Alarm } from '../../../../agent/alarms/alarm.js';
import { after, NORMAL } from '../../../../agent/alarms/alarm-state.js';
import { A_MINUTE, NAMED, UsualPace, type Message } from '../../../../agent/alarms/messages/pace.js';

const MINUTE_MS = 60_000;

function anAlarm(number: number): Alarm {
  return {
    id: `disk-low.${number}`,
    ...{ definition: 'disk-low', source: String(number), priority: 'medium', latching: false, text: '' },
    raisedAt: '2026-01-01T00:00:00.000Z',
    state: after(NORMAL, { kind: 'raised' }, false),
    told: [],
  };
}

interface Sent extends Message {
  readonly atMs: number;
}

/** @param arrivals how many alarms come in each second; all are told as soon as the pace allows it */
function sentFor(arrivals: readonly number[]): Sent[] {
  const pace = new UsualPace();
  const sent: Sent[] = [];
  let waiting: Alarm[] = [];
  let count = 0;
  for (let atMs = 0; atMs < 1000 * arrivals.length + 3 * MINUTE_MS; atMs += 1000) {
    const come = arrivals[atMs / 1000] ?? 0;
    waiting.push(...Array.from({ length: come }, () => anAlarm(count++)));
    const message = pace.next(waiting, atMs);
    if (!message) continue;
    pace.note(message, atMs);
    sent.push({ ...message, atMs });
    waiting = [];
  }
  return sent;
}

describe('the pace of messages about alarms that are not critical', () => {
  it('names a few alarms at once, and gathers what follows them', () => {
    const sent = sentFor([1, 1, 1, 1, 1, 0, 0, 0]);
    expect(sent.map(({ alarms, atMs }) => [alarms.length, atMs])).toEqual([
      [1, 0],
      [1, 1000],
      [1, 2000],
      [2, 60_000],
    ]);
  });

  it('tells of every alarm once, with at most one summary and a few messages in any minute', () => {
    const flood = fc.array(fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)), { maxLength: 200 });
    fc.assert(
      fc.property(flood, (arrivals) => {
        const sent = sentFor(arrivals);
        const total = arrivals.reduce((sum, come) => sum + come, 0);
        const ids = sent.flatMap(({ alarms }) => alarms.map(({ id }) => id));
        expect(new Set(ids).size).toBe(total);
        expect(ids).toHaveLength(total);
        for (const { atMs } of sent) {
          const minute = sent.filter((each) => each.atMs >= atMs && each.atMs < atMs + MINUTE_MS);
          expect(minute.filter(({ isSummary }) => isSummary).length).toBeLessThanOrEqual(1);
          expect(minute.length).toBeLessThanOrEqual(A_MINUTE + 1);
        }
        for (const { alarms, isSummary } of sent) expect(isSummary).toBe(alarms.length > NAMED);
      }),
      { numRuns: 50 },
    );
  });
});
