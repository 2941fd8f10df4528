import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import { seededRng, shuffled } from '../../../core/rng.js';
import { Interface } from './an-interface.js';

const N = 1000;
/** Requests under way at once, as of that many browsers. */
const AT_ONCE = 20;

let rest: Interface;

beforeEach(async () => {
  // It stands still: however slow the computer, what is in time at first is not late in the end.
  rest = await Interface.open(new ManualClock());
});

afterEach(() => rest.close());

interface Answer {
  readonly transaction: string;
  readonly ok: boolean;
  readonly code?: string;
}

/** Asks for a pause with each of `bodies`, in this order. */
async function ask(bodies: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < bodies.length; from += AT_ONCE) {
    const asking = bodies
      .slice(from, from + AT_ONCE)
      .map((body) => rest.call('POST', '/verbs/pause', { role: 'operator', body }));
    for (const response of await Promise.all(asking)) answers.push((await response.json()) as Answer);
  }
  return answers;
}

const numbers = Array.from({ length: N }, (_, k) => k);

function aged(k: number, ageMs: number): string {
  const issued_at = new Date(rest.clock.now() - ageMs).toISOString();
  return rest.request({ transaction: `t${k}`, reason: `${k}`, issued_at });
}

it(`of ${N} requests over REST each that comes twice, in any order, is done once`, async () => {
  const bodies = numbers.map((k) => aged(k, 10 * k));
  const answers = await ask(shuffled([...bodies, ...bodies], seededRng('deliveries')));
  const refused = answers.filter(({ ok }) => !ok);
  expect(refused).toEqual([]);
  expect(new Set(answers.map(({ transaction }) => transaction)).size).toBe(N);
  expect(rest.done).toHaveLength(N);
  expect(new Set(rest.done).size).toBe(N);
});

it(`of ${N} requests over REST that are late none is done, and each is told so`, async () => {
  const answers = await ask(numbers.map((k) => aged(k, 10_001 + 1000 * k)));
  expect(answers.filter(({ code }) => code !== 'expired')).toEqual([]);
  expect(new Set(answers.map(({ transaction }) => transaction)).size).toBe(N);
  expect(rest.done).toEqual([]);
});
