import { describe, expect, it } from '@jest/globals';
import { after, NORMAL, phaseOf, wantsAttention, type Change } from '../../../agent/alarms/alarm-state.js';
import { seededRng } from '../../../core/rng.js';
import { PlainAlarm, type Act } from './plain-alarm.js';

/** INTERPHASE_LONG=1 for ten times as many. */
const SEQUENCES = process.env['INTERPHASE_LONG'] === undefined ? 50_000 : 500_000;
const LONGEST = 12;
const ACTS: readonly Act[] = [
  'raised',
  'cleared',
  'acknowledged',
  'shelved',
  'unshelved',
  'suppressed',
  'unsuppressed',
];

function changeOf(act: Act): Change {
  return act === 'shelved' ? { kind: act, untilMs: 1000 } : { kind: act };
}

describe.each([false, true])('an alarm, latching: %s', (latching) => {
  it(`is in the state of a plain model after each step of ${SEQUENCES} random sequences`, () => {
    const rng = seededRng(`alarms/${latching}`);
    const reached = new Set<string>();
    for (let sequence = 0; sequence < SEQUENCES; sequence++) {
      const acts = Array.from(
        { length: 1 + Math.floor(LONGEST * rng.uniform()) },
        () => ACTS[Math.floor(ACTS.length * rng.uniform())]!,
      );
      const wrong = firstDifference(acts, latching, reached);
      if (wrong !== undefined) throw new Error(`after ${wrong} of seed ${sequence}: ${acts.join(', ')}`);
    }
    process.stdout.write(
      `N ${SEQUENCES} sequences, latching ${latching}: 0 differences from the plain model\n`,
    );
    expect(reached.size).toBe(latching ? 7 : 6);
  });
});

/** The step after which the machine and the model part. */
function firstDifference(acts: readonly Act[], latching: boolean, reached: Set<string>): string | undefined {
  const model = new PlainAlarm(latching);
  let state = NORMAL;
  for (const [index, act] of acts.entries()) {
    state = after(state, changeOf(act), latching);
    model.do(act);
    const phase = phaseOf(state);
    reached.add(phase);
    const agree = phase === model.phase && wantsAttention(state) === phase.endsWith('unacknowledged');
    if (!agree) return `step ${index} (${phase}, expected ${model.phase})`;
  }
  return undefined;
}
