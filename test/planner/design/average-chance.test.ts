import { describe, expect, it } from '@jest/globals';
import { AverageChance } from '../../../planner/design/average-chance.js';
import type { Chance } from '../../../planner/models.js';

/** `P = exp(-k |x|^2)`. */
function bell(k: number): Chance {
  const log = (x: Float64Array): number => -k * x.reduce((sum, value) => sum + value * value, 0);
  return {
    probability: (x) => Math.exp(log(x)),
    logProbabilities: (points) => Float64Array.from(points, log),
    logProbability: (x) => ({ value: log(x), gradient: x.map((value) => -2 * k * value) }),
  };
}

const at = Float64Array.of(0.7, -0.4);

describe('the average of chances', () => {
  const average = new AverageChance([bell(1), bell(3), bell(0.2)]);

  it('is the mean of the probabilities, however it is asked', () => {
    const mean = [1, 3, 0.2].reduce((sum, k) => sum + bell(k).probability(at) / 3, 0);
    expect(average.probability(at)).toBeCloseTo(mean, 12);
    expect(Math.exp(average.logProbability(at).value)).toBeCloseTo(mean, 12);
    expect(Math.exp(average.logProbabilities([Float64Array.of(0, 0), at])[1]!)).toBeCloseTo(mean, 12);
  });

  it('has the gradient of its logarithm', () => {
    const { gradient } = average.logProbability(at);
    for (const k of [0, 1]) {
      const moved = (by: number): number =>
        average.logProbability(at.map((value, i) => (i === k ? value + by : value))).value;
      expect(gradient[k]!).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 6);
    }
  });
});
