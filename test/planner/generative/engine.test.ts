import { describe, expect, it } from '@jest/globals';
import { ManualClock, SystemClock } from '../../../core/clock.js';
import { internalsOf, openEngine } from '../../../planner/generative/engine/engine.js';
import { arraysOf, EXPECTED, trainingStep } from '../../../planner/generative/engine/self-test.js';

const SMALL = { members: 2, rows: 6, inputs: 3, hidden: 4 };

describe('the engine', () => {
  it('is the first backend that carries out a known step, and says how fast and what was rejected', async () => {
    const engine = await openEngine({ clock: new SystemClock() });
    expect(engine.version).toBe('4.22.0');
    expect(engine.stepMs).toBeGreaterThan(0);
    const order = ['tfjs-node', 'tfjs-wasm', 'tfjs-cpu'];
    expect(engine.rejected.map(({ backend }) => backend)).toEqual(
      order.slice(0, order.indexOf(engine.backend)),
    );
  });

  it('gives the known step in both forms of the products', async () => {
    const { tf } = internalsOf(await openEngine({ backend: 'tfjs-cpu', clock: new SystemClock() }));
    for (const form of ['stacked', 'by-member'] as const) {
      const { loss, slope } = trainingStep(tf, form, arraysOf(SMALL));
      expect(loss).toBeCloseTo(EXPECTED.loss, 4);
      expect(slope).toBeCloseTo(EXPECTED.slope, 4);
    }
  });

  it('that was not opened here is refused', () => {
    const forged = { backend: 'tfjs-cpu', version: '0', stepMs: 0, rejected: [] } as const;
    expect(() => internalsOf(forged)).toThrow(/expected an engine of openEngine/);
  });

  it('that does not load in time is rejected by name', async () => {
    const clock = new ManualClock();
    const opening = openEngine({ backend: 'tfjs-wasm', clock, timeoutMs: 0 });
    const outcome = expect(opening).rejects.toThrow(/tfjs-wasm: did not load within 0 ms/);
    await clock.advance(1);
    await outcome;
    // What was started goes on loading: let it end inside the test.
    await openEngine({ backend: 'tfjs-wasm', clock: new SystemClock() });
  });
});
