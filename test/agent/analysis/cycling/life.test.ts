import { describe, expect, it } from '@jest/globals';
import { cycleLife } from '../../../../agent/analysis/cycling/life.js';
import { ORDINARY_INSTRUMENTS as budget } from '../../../../agent/analysis/instrument-budget.js';
import { aFade } from './a-fade.js';

/** 18 A s at cycle 3, and 0.02 A s less with every cycle: 80 % at cycle 183. */
const straight = (n: number): number => 18 - 0.02 * (n - 3);

describe('the life of a cell', () => {
  it('is where its capacity crosses 80 % of the third cycle, with an uncertainty', () => {
    const life = cycleLife(aFade(300, straight), { budget });
    expect(life).toMatchObject({ state: 'reached', cycles: expect.closeTo(183, 6) });
    // Drift of the gain alone is 60 ppm between two cycles; the fade is 1100 ppm a cycle.
    const sd = life.state === 'reached' ? life.standardUncertainty : NaN;
    expect(sd).toBeGreaterThan(0.03);
    expect(sd).toBeLessThan(0.2);
  });

  it('is longer than what was cycled while the limit is not reached', () => {
    expect(cycleLife(aFade(150, straight), { budget })).toEqual({ state: 'not-yet', cycles: 150 });
  });

  it('does not end at one low discharge', () => {
    const once = aFade(150, (n) => (n === 60 ? 9 : straight(n)));
    expect(cycleLife(once, { budget })).toEqual({ state: 'not-yet', cycles: 150 });
  });

  it('is unknown without its reference', () => {
    const spoiled = aFade(300, straight).map((cycle) =>
      cycle.cycle === 3
        ? { ...cycle, quality: 'invalid' as const, reason: 'row 7, currentA: not a number' }
        : cycle,
    );
    expect(cycleLife(spoiled, { budget })).toEqual({
      state: 'unknown',
      reason: 'reference cycle 3: row 7, currentA: not a number',
    });
    expect(cycleLife([], { budget })).toMatchObject({ state: 'unknown' });
  });
});
