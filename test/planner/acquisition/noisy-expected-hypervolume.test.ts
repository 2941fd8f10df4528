import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { hypervolume } from '../../../planner/acquisition/hypervolume.js';
import {
  NoisyExpectedHypervolumeImprovement,
  type JointObjective,
} from '../../../planner/acquisition/noisy-expected-hypervolume-improvement.js';
import type { Acquired } from '../../../planner/acquisition/noisy-expected-improvement.js';
import { fitGp } from '../../../planner/surrogate/fit-gp.js';

const rng = seededRng(5);
const features = Array.from({ length: 9 }, (_, i) => Float64Array.of(i / 8, (i * 0.618) % 1));
const aims = [
  ([x = 0, y = 0]: ArrayLike<number> & Iterable<number>): number => (x - 0.2) ** 2 + 0.3 * y,
  ([x = 0, y = 0]: ArrayLike<number> & Iterable<number>): number => (x - 0.8) ** 2 + 0.2 * y,
];
const models = aims.map((aim) =>
  fitGp({ features, values: features.map((row) => aim(row) + 0.02 * rng.normal()) }),
);
const pending = [Float64Array.of(0.45, 0.1)];
const all = { drawCount: 32, eligible: () => true };

function objectives(further: readonly Float64Array[]): JointObjective[] {
  const places = [...features.keys(), ...further.map((_, i) => features.length + i)];
  return models.map((gp) => ({ gp, further, places, reference: 2 }));
}

/** At one point. */
function valueOf(acquired: Acquired, features: Float64Array): number {
  return acquired.values([features])[0]!;
}

describe('noisy expected hypervolume improvement', () => {
  const idle = new NoisyExpectedHypervolumeImprovement(objectives([]), all, seededRng(1));
  const busy = new NoisyExpectedHypervolumeImprovement(objectives(pending), all, seededRng(1));

  it('has the gradient that central differences give, over several draws', () => {
    for (const [x, y] of [
      [0.33, 0.2],
      [0.5, 0.9],
      [0.9, 0.05],
    ] as const) {
      const { value, gradient } = busy.gradient(Float64Array.of(x, y));
      expect(value).toBeCloseTo(valueOf(busy, Float64Array.of(x, y)), 10);
      const along = (dx: number, dy: number): number =>
        (valueOf(busy, Float64Array.of(x + dx, y + dy)) - valueOf(busy, Float64Array.of(x - dx, y - dy))) /
        2e-6;
      [along(1e-6, 0), along(0, 1e-6)].forEach((difference, k) => {
        expect(Math.abs(gradient[k]! - difference)).toBeLessThan(1e-3 * Math.max(1, Math.abs(difference)));
      });
    }
  });

  it('falls steeply around a point that is already under way', () => {
    const near = Float64Array.of(0.451, 0.1);
    expect(valueOf(busy, near)).toBeLessThan(valueOf(idle, near) - 1);
  });

  it('is what a plain Monte Carlo estimate gives when the models are exact', () => {
    const priors = {
      lengthscale: { mean: 0, sd: 0.5 },
      signalVariance: { mean: 0, sd: 1 },
      noiseVariance: { mean: -25, sd: 0.1 },
    };
    const exact = aims.map((aim) => fitGp({ features, values: features.map(aim) }, { priors }));
    const places = [...features.keys()];
    const acquired = new NoisyExpectedHypervolumeImprovement(
      exact.map((gp) => ({ gp, further: [], places, reference: 2 })),
      all,
      seededRng(1),
    );
    const at = Float64Array.of(0.55, 0.0);
    const there = exact.map((gp) => gp.standardised(at));
    const front = features.map((_, i) => exact.map((gp) => gp.rows.values[i]!));
    const draws = seededRng(2);
    const before = hypervolume(front, [2, 2]);
    const gains = Array.from({ length: 2000 }, () => {
      const y = there.map(({ mean, variance }) => mean + Math.sqrt(variance) * draws.normal());
      return hypervolume([...front, y], [2, 2]) - before;
    });
    const mean = gains.reduce((a, b) => a + b, 0) / gains.length;
    const error = Math.sqrt(gains.reduce((s, g) => s + (g - mean) ** 2, 0)) / gains.length;
    expect(Math.abs(Math.exp(valueOf(acquired, at)) - mean)).toBeLessThan(4 * error + 1e-3 * mean);
  });

  it('counts only eligible points for the front', () => {
    const none = { ...all, eligible: () => false };
    const empty = new NoisyExpectedHypervolumeImprovement(objectives([]), none, seededRng(1));
    const known = features[4]!;
    expect(valueOf(empty, known)).toBeGreaterThan(valueOf(idle, known) + 1);
  });
});
