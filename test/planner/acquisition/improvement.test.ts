import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { logImprovementOf } from '../../../planner/acquisition/log-expected-improvement.js';
import { NoisyExpectedImprovement } from '../../../planner/acquisition/noisy-expected-improvement.js';
import { cumulative } from '../../../planner/acquisition/normal.js';
import type { Acquired } from '../../../planner/acquisition/noisy-expected-improvement.js';
import { fitGp } from '../../../planner/surrogate/fit-gp.js';
import type { Priors } from '../../../planner/surrogate/hyperparameters.js';

/** `phi(z) + z Phi(z) = integral of Phi up to z`, by Simpson's rule on `integral of t phi(z - t)` over t > 0. */
function improvementByQuadrature(z: number): number {
  const steps = 20_000;
  const width = 40 / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const t = i * width;
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * t * Math.exp(-0.5 * (t - z) ** 2);
  }
  return (sum * width) / 3 / Math.sqrt(2 * Math.PI);
}

/** At one point. */
function valueOf(acquired: Acquired, features: Float64Array): number {
  return acquired.values([features])[0]!;
}

describe('the normal distribution', () => {
  it.each([
    [-8, 6.220960574271785e-16],
    [-3, 0.0013498980316300933],
    [-1, 0.15865525393145707],
    [-0.5, 0.3085375387259869],
    [0.9, 0.8159398746532405],
    [2.5, 0.9937903346742238],
  ])('has the published value at %p', (z, expected) => {
    expect(Math.abs(cumulative(z) / expected - 1)).toBeLessThan(1e-12);
  });
});

describe('log expected improvement', () => {
  it.each([-20, -6, -1.5, -1.0001, -1, -0.3, 0, 2, 6])('agrees with quadrature at z = %p', (z) => {
    expect(logImprovementOf(z).h).toBeCloseTo(Math.log(improvementByQuadrature(z)), 6);
  });

  it('stays finite and rising where the improvement itself has long underflowed', () => {
    const values = [-1e6, -1e4, -300, -50].map((z) => logImprovementOf(z).h);
    expect(values.every(Number.isFinite)).toBe(true);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(logImprovementOf(-1e4).h).toBeCloseTo(-0.5e8 - 0.5 * Math.log(2 * Math.PI) - 2 * Math.log(1e4), 4);
  });

  it('has the derivative that central differences give', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 40, noNaN: true }), (z) => {
        const { slope } = logImprovementOf(z);
        const difference = (logImprovementOf(z + 1e-6).h - logImprovementOf(z - 1e-6).h) / 2e-6;
        expect(Math.abs(slope - difference)).toBeLessThan(1e-4 * Math.max(1, Math.abs(difference)));
      }),
    );
  });
});

describe('noisy expected improvement', () => {
  const features = Array.from({ length: 8 }, (_, i) => Float64Array.of(i / 7));
  const bowl = (x: number): number => (x - 0.4) ** 2 * 10;
  const exact = fitGp({ features, values: features.map((x) => bowl(x[0]!)) });
  const options = { drawCount: 64, eligible: () => true };

  it('is log EI where there is neither noise nor pending work', () => {
    const quiet = fitGp(
      { features, values: features.map((x) => bowl(x[0]!)) },
      { priors: priorsWithNoise(-25) },
    );
    const nei = new NoisyExpectedImprovement(quiet, [], options, seededRng(0));
    const best = Math.min(...quiet.rows.values);
    for (const x of [0.33, 0.36, 0.5]) {
      const { mean, variance } = quiet.standardised(Float64Array.of(x));
      const sd = Math.sqrt(variance);
      const expected = Math.log(sd) + logImprovementOf((best - mean) / sd).h;
      expect(valueOf(nei, Float64Array.of(x))).toBeCloseTo(expected, 1);
    }
  });

  it('falls steeply around a point that is already under way', () => {
    const at = Float64Array.of(0.38);
    const idle = new NoisyExpectedImprovement(exact, [], options, seededRng(0));
    const busy = new NoisyExpectedImprovement(exact, [Float64Array.of(0.379)], options, seededRng(0));
    expect(valueOf(busy, at)).toBeLessThan(valueOf(idle, at) - 2);
  });

  it('is not fooled by one lucky value among noisy ones', () => {
    const rng = seededRng(4);
    const noisy = Array.from({ length: 40 }, (_, i) => Float64Array.of((i % 8) / 7));
    const values = noisy.map((x, i) => bowl(x[0]!) + 0.5 * rng.normal() - (i === 39 ? 2 : 0));
    const model = fitGp({ features: noisy, values });
    const nei = new NoisyExpectedImprovement(model, [], { drawCount: 64, eligible: () => true }, rng);
    expect(valueOf(nei, Float64Array.of(0.4))).toBeGreaterThan(valueOf(nei, noisy[39]!));
  });

  it('has the gradient that central differences give, over several draws', () => {
    const nei = new NoisyExpectedImprovement(exact, [Float64Array.of(0.45)], options, seededRng(1));
    for (const x of [0.21, 0.33, 0.61]) {
      const difference =
        (valueOf(nei, Float64Array.of(x + 1e-6)) - valueOf(nei, Float64Array.of(x - 1e-6))) / 2e-6;
      const { gradient } = nei.gradient(Float64Array.of(x));
      expect(Math.abs(gradient[0]! - difference)).toBeLessThan(1e-3 * Math.max(1, Math.abs(difference)));
    }
  });
});

function priorsWithNoise(mean: number): Priors {
  return {
    lengthscale: { mean: Math.SQRT2, sd: Math.sqrt(3) },
    signalVariance: { mean: 0, sd: 1 },
    noiseVariance: { mean, sd: 1 },
  };
}
