import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TRIES } from '../../../agent/supervision/delivery.js';
import { PAGE } from '../../../agent/supervision/outbox.js';
import { OutboxWorld, settled, upTo } from './outbox-world.js';

const RUNS = Number(process.env['OUTBOX_RUNS'] ?? 300);

/** What can happen between any two steps of an outbox. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('record'), n: fc.integer({ min: 1, max: 130 }) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('answer'), n: fc.integer({ min: 1, max: 40 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('effect', 'fail', 'up', 'down', 'crash', 'restart'),
      n: fc.constant(1),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('time'), n: fc.integer({ min: 1, max: 40_000 }) }) },
);

async function take(world: OutboxWorld, { kind, n }: { kind: string; n: number }): Promise<void> {
  if (kind === 'record') world.record(n);
  else if (kind === 'up' || kind === 'down') world.setLink(kind === 'up');
  else if (kind === 'crash') world.crash();
  else if (kind === 'restart') await world.restart();
  else if (kind === 'time') await world.advance(n);
  else if (kind === 'fail') world.failOldest();
  for (let turn = 0; turn < n && (kind === 'answer' || kind === 'effect'); turn++) {
    world.proceed(kind === 'answer');
    await settled();
  }
  await settled();
}

describe('whatever happens to link, record and process, in any order', () => {
  it('a consumer that drops repeats by id has every event once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
        const world = new OutboxWorld();
        let recorded = 0;
        for (const one of steps) {
          if (one.kind === 'record') recorded += one.n;
          await take(world, one);
        }
        await world.comeToRest();
        expect(world.kept).toEqual(upTo(recorded));
        expect({ cursor: world.cursor, depth: world.outbox.depth }).toEqual({ cursor: recorded, depth: 0 });
        expect(world.largestPage).toBeLessThanOrEqual(PAGE);
        for (const seq of world.withheld) expect(world.failures.get(seq)).toBeGreaterThanOrEqual(TRIES);
      }),
      { numRuns: RUNS },
    );
  });

  it('the cursor never passes an event that the broker has not taken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
        const world = new OutboxWorld();
        for (const one of steps) {
          await take(world, one);
          expect(world.cursor).toBeLessThanOrEqual(world.kept.length);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
