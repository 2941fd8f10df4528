import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { nonDominatedBoxes } from '../../../planner/acquisition/box-decomposition.js';
import { LogExpectedHypervolumeImprovement } from '../../../planner/acquisition/expected-hypervolume-improvement.js';
import { hypervolume } from '../../../planner/acquisition/hypervolume.js';
import { improvementTable } from '../../../planner/acquisition/improvement-table.js';
import { logImprovementOf } from '../../../planner/acquisition/log-expected-improvement.js';

const double = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

function over(front: readonly number[][], reference: readonly number[]): LogExpectedHypervolumeImprovement {
  const points = front.map((point) => Float64Array.from(point));
  return new LogExpectedHypervolumeImprovement(nonDominatedBoxes(points, Float64Array.from(reference)));
}

const FRONTS: readonly (readonly [string, number[][], number[]])[] = [
  [
    'two objectives',
    [
      [0, 1],
      [0.4, 0.3],
      [1, 0],
    ],
    [1.2, 1.2],
  ],
  [
    'three',
    [
      [0, 1, 0.5],
      [0.5, 0.4, 0.2],
      [1, 0, 0.8],
    ],
    [1.2, 1.2, 1.2],
  ],
  [
    'four',
    [
      [0, 1, 0.5, 0.1],
      [0.5, 0.4, 0.2, 0.6],
      [1, 0, 0.8, 0.3],
    ],
    [1.2, 1.2, 1.2, 1.2],
  ],
  ['no front', [], [1, 1]],
];

describe('the table of log improvements', () => {
  it('has the values and slopes of the function, at its own edges too', () => {
    const places = Array.from({ length: 1400 }, (_, i) => -40 + 0.0371 * i);
    for (const z of [...places, -30, -30 - 1e-15, 8, 8 - 1e-15]) {
      const { h, slope } = logImprovementOf(z);
      expect(Math.abs(improvementTable.value(z) - h)).toBeLessThan(1e-11 * Math.max(1, Math.abs(h)));
      expect(Math.abs(improvementTable.slope(z) / slope - 1)).toBeLessThan(1e-9);
    }
  });
});

describe('log expected hypervolume improvement', () => {
  it.each(FRONTS)('with %s is what many draws give on average', (_case, front, reference) => {
    const rng = seededRng(3);
    const means = reference.map((_, k) => 0.3 + 0.1 * k);
    const sds = reference.map((_, k) => 0.5 - 0.1 * k);
    const before = hypervolume(front, reference);
    const gains = Array.from({ length: 1000 }, () => {
      const y = means.map((mean, k) => mean + sds[k]! * rng.normal());
      return hypervolume([...front, y], reference) - before;
    });
    const mean = gains.reduce((a, b) => a + b, 0) / gains.length;
    const square = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / gains.length;
    const error = Math.sqrt(square / gains.length);
    expect(Math.abs(Math.exp(over(front, reference).value(means, sds)) - mean)).toBeLessThan(4 * error);
  });

  it.each(FRONTS)('with %s is the very improvement where nothing is uncertain', (_case, front, reference) => {
    const y = reference.map((_, k) => 0.2 + 0.05 * k);
    const sds = reference.map(() => 1e-7);
    const gain = hypervolume([...front, y], reference) - hypervolume(front, reference);
    expect(Math.exp(over(front, reference).value(y, sds))).toBeCloseTo(gain, 5);
  });

  it('is log expected improvement when there is one objective', () => {
    const one = over([[0.3], [0.7]], [1]);
    expect(one.value([0.5], [0.4])).toBeCloseTo(Math.log(0.4) + logImprovementOf((0.3 - 0.5) / 0.4).h, 10);
  });

  it.each(FRONTS)('with %s has the derivatives that central differences give', (_case, front, reference) => {
    const improvement = over(front, reference);
    const inputs = fc.array(fc.tuple(double(-1, 3), double(0.05, 1)), {
      minLength: reference.length,
      maxLength: reference.length,
    });
    fc.assert(
      fc.property(inputs, (point) => {
        const means = point.map(([mean]) => mean);
        const variances = point.map(([, sd]) => sd * sd);
        const at = (m: readonly number[], v: readonly number[]): number =>
          improvement.value(m, v.map(Math.sqrt));
        const { value, byMean, byVariance } = improvement.gradient(means, variances.map(Math.sqrt));
        expect(value).toBeCloseTo(at(means, variances), 10);
        const close = (a: number, b: number): boolean => Math.abs(a - b) < 2e-4 * Math.max(1, Math.abs(b));
        for (let k = 0; k < reference.length; k++) {
          const moved = (values: readonly number[], by: number): number[] =>
            values.map((one, j) => (j === k ? one + by : one));
          const byM = (at(moved(means, 1e-6), variances) - at(moved(means, -1e-6), variances)) / 2e-6;
          const step = 1e-5 * variances[k]!;
          const byV = (at(means, moved(variances, step)) - at(means, moved(variances, -step))) / (2 * step);
          expect([close(byMean[k]!, byM), close(byVariance[k]!, byV)]).toEqual([true, true]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('stays finite and falls with the distance, where the improvement itself has long underflowed', () => {
    const improvement = over(
      [
        [0, 1],
        [0.4, 0.3],
        [1, 0],
      ],
      [1.2, 1.2],
    );
    const values = [2, 5, 20, 100, 1000].map((mean) => improvement.value([mean, mean], [0.1, 0.1]));
    expect(values.every(Number.isFinite)).toBe(true);
    expect(values).toEqual([...values].sort((a, b) => b - a));
  });

  it('grows when a point is better in any objective', () => {
    const improvement = over(
      [
        [0, 1],
        [0.4, 0.3],
        [1, 0],
      ],
      [1.2, 1.2],
    );
    fc.assert(
      fc.property(double(-2, 3), double(-2, 3), double(0.01, 1), (a, b, by) => {
        expect(improvement.value([a - by, b], [0.3, 0.2])).toBeGreaterThan(
          improvement.value([a, b], [0.3, 0.2]),
        );
      }),
    );
  });

  it('of a mean that is known but for one place along a flat front is largest in the widest gap', () => {
    // Between (0.2, 0.8) and (0.8, 0.2) a point on the front's line gains (s - 0.2)(0.8 - s): most in the middle.
    const improvement = over(
      [
        [0, 1],
        [0.2, 0.8],
        [0.8, 0.2],
        [1, 0],
      ],
      [1, 1],
    );
    const gain = (s: number): number => improvement.value([s, 1 - s], [1e-4, 1e-4]);
    const places = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
    const best = places.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    expect(best).toBeCloseTo(0.5, 6);
  });
});
