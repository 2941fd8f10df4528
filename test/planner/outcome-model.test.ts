import { describe, expect, it } from '@jest/globals';
import { OutcomeModel } from '../../planner/outcome-model.js';
import { fitGp } from '../../planner/surrogate/fit-gp.js';

const features = Array.from({ length: 9 }, (_, i) => Float64Array.of(i / 8));
const gp = fitGp({ features, values: features.map(([x]) => 50 + 20 * x!) });

describe('the probability that a quantity keeps to its bounds', () => {
  it.each([
    ['a largest value', { max: 60 }, 0.2, 0.8],
    ['a smallest value', { min: 60 }, 0.8, 0.2],
    ['both', { min: 58, max: 62 }, 0.5, 0.05],
  ])('of %s is high on one side and low on the other', (_case, bounds, good, bad) => {
    const model = new OutcomeModel(gp, bounds);
    expect(model.probability(Float64Array.of(good))).toBeGreaterThan(0.9);
    expect(model.probability(Float64Array.of(bad))).toBeLessThan(0.1);
  });

  it('of either side of one bound sum to one', () => {
    for (const x of [0.1, 0.5, 0.77]) {
      const [above, below] = [{ min: 60.3 }, { max: 60.3 }].map((one) => new OutcomeModel(gp, one));
      expect(above!.probability(Float64Array.of(x)) + below!.probability(Float64Array.of(x))).toBeCloseTo(
        1,
        9,
      );
    }
  });

  it.each([[{ max: 60 }], [{ min: 60 }], [{ min: 57, max: 62 }]])(
    'has the gradient that central differences give: %j',
    (bounds) => {
      const model = new OutcomeModel(gp, bounds);
      for (const x of [0.05, 0.44, 0.56, 0.95]) {
        const at = (by: number): number => model.logProbability(Float64Array.of(x + by)).value;
        const difference = (at(1e-6) - at(-1e-6)) / 2e-6;
        const [slope] = model.logProbability(Float64Array.of(x)).gradient;
        expect(Math.abs(slope! - difference)).toBeLessThan(1e-3 * Math.max(1, Math.abs(difference)));
      }
    },
  );

  it('falls without end far outside, so that a search still knows where to go', () => {
    const model = new OutcomeModel(gp, { max: 40 });
    const logs = [0.1, 0.4, 0.7, 1].map((x) => model.logProbability(Float64Array.of(x)).value);
    expect(logs.every(Number.isFinite)).toBe(true);
    expect(logs).toEqual([...logs].sort((a, b) => b - a));
  });
});
