import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { fitGp } from '../../../planner/surrogate/fit-gp.js';
import { GaussianProcess } from '../../../planner/surrogate/gp.js';
import { defaultPriors, packedPriors } from '../../../planner/surrogate/hyperparameters.js';
import { mapObjective } from '../../../planner/surrogate/map-objective.js';

function grid(n: number, d: number, seed: number): Float64Array[] {
  const rng = seededRng(seed);
  return Array.from({ length: n }, () => Float64Array.from({ length: d }, () => rng.uniform()));
}

const wave = (x: Float64Array): number => Math.sin(5 * x[0]!) + 0.3 * x[1]!;

describe('the objective of the fit', () => {
  it('has the gradient that central differences give', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const rng = seededRng(seed);
        const features = grid(15, 3, seed);
        const rows = {
          features,
          values: Float64Array.from(features, (x) => wave(x) + 0.1 * rng.normal()),
          extraNoise: Float64Array.from(features, () => 0.01 * rng.uniform()),
        };
        const f = mapObjective(rows, packedPriors(defaultPriors(3), 3));
        const theta = Float64Array.from([0, -0.5, 0.5, 0.2, -3], (centre) => centre + 0.3 * rng.normal());
        const gradient = new Float64Array(5);
        f(theta, gradient);
        theta.forEach((value, k) => {
          const at = (shift: number): number =>
            f(
              theta.map((old, i) => (i === k ? value + shift : old)),
              new Float64Array(5),
            );
          const difference = (at(1e-5) - at(-1e-5)) / 2e-5;
          expect(Math.abs(gradient[k]! - difference)).toBeLessThan(1e-6 * Math.max(1, Math.abs(difference)));
        });
      }),
      { numRuns: 20 },
    );
  });
});

describe('a fitted Gaussian process', () => {
  it('goes through exact data and knows little far away from them', () => {
    const features = grid(25, 2, 1);
    const model = fitGp({ features, values: features.map(wave) });
    const { mean, variance } = model.posterior([features[3]!, Float64Array.of(4, 4)]);
    expect(mean[0]).toBeCloseTo(wave(features[3]!), 2);
    expect(Math.sqrt(variance[0]!)).toBeLessThan(0.02);
    expect(Math.sqrt(variance[1]!)).toBeGreaterThan(0.3);
  });

  it('finds noise as wide as the function itself, where no point was measured twice', () => {
    for (let seed = 0; seed < 8; seed++) {
      const rng = seededRng(seed);
      const features = grid(60, 2, seed);
      const model = fitGp({ features, values: features.map((x) => wave(x) + 0.35 * rng.normal()) });
      expect(Math.sqrt(model.noiseVariance)).toBeGreaterThan(0.2);
    }
  });

  it('knows values that differ by rounding alone for equal ones', () => {
    const features = grid(12, 2, 4);
    const { offset, unit } = fitGp({ features, values: features.map((_, i) => 0.1 + i * 1e-17) });
    expect(offset).toBeCloseTo(0.1, 12);
    expect(unit).toBe(1);
  });

  it('takes the largest numbers that there are', () => {
    const features = grid(6, 2, 5);
    const values = features.map((_, i) => (i < 2 ? Number.MAX_VALUE : i));
    expect(fitGp({ features, values }).standardised(features[4]!).mean).toBeLessThan(0);
  });

  it('learns the noise of replicates', () => {
    const rng = seededRng(2);
    const features = grid(20, 2, 3).flatMap((x) => [x, x, x]);
    const model = fitGp({ features, values: features.map((x) => 50 + 10 * (wave(x) + 0.2 * rng.normal())) });
    expect(Math.sqrt(model.noiseVariance)).toBeGreaterThan(1.4);
    expect(Math.sqrt(model.noiseVariance)).toBeLessThan(2.8);
  });

  it('learns the noise of a large table from some of its rows, and knows them all', () => {
    const rng = seededRng(7);
    const features = grid(600, 2, 8);
    const model = fitGp({ features, values: features.map((x) => wave(x) + 0.1 * rng.normal()) });
    expect(Math.abs(Math.sqrt(model.noiseVariance) - 0.1)).toBeLessThan(0.02);
    expect(model.rows.features).toHaveLength(600);
    const { mean } = model.posterior(features);
    const squares = features.map((x, i) => (wave(x) - mean[i]!) ** 2);
    expect(Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / 600)).toBeLessThan(0.03);
  });

  it('gives rows of known large uncertainty little weight', () => {
    const features = [0.1, 0.4, 0.5, 0.6, 0.9].map((x) => Float64Array.of(x));
    const values = [0, 0, 8, 0.2, 0.1];
    const at = [features[2]!];
    const trusting = fitGp({ features, values }).posterior(at).mean[0]!;
    const wary = fitGp({ features, values, extraNoiseVariances: [0, 0, 400, 0, 0] }).posterior(at).mean[0]!;
    expect(Math.abs(wary)).toBeLessThan(0.2 * Math.abs(trusting));
  });

  it('covers what it has not seen: at least 80 of 100 true values lie within its 90 % intervals', () => {
    const features = grid(40, 2, 5);
    const model = fitGp({ features, values: features.map(wave) });
    const unseen = grid(100, 2, 6);
    const { mean, variance } = model.posterior(unseen);
    const inside = unseen.filter(
      (x, i) => Math.abs(wave(x) - mean[i]!) <= 1.645 * Math.sqrt(variance[i]!),
    ).length;
    expect(inside).toBeGreaterThanOrEqual(80);
  });

  it('has the gradients that central differences give', () => {
    const features = grid(20, 3, 7);
    const model = fitGp({ features, values: features.map(wave) });
    const x = Float64Array.of(0.3, 0.6, 0.2);
    const { meanGradient, varianceGradient } = model.gradient(x);
    x.forEach((value, k) => {
      const at = (shift: number): { mean: number; variance: number } =>
        model.standardised(x.map((old, i) => (i === k ? value + shift : old)));
      expect(meanGradient[k]).toBeCloseTo((at(1e-5).mean - at(-1e-5).mean) / 2e-5, 5);
      expect(varianceGradient[k]).toBeCloseTo((at(1e-5).variance - at(-1e-5).variance) / 2e-5, 5);
    });
  });

  it('is the same model again from its own hyperparameters', () => {
    const features = grid(12, 2, 8);
    const model = fitGp({ features, values: features.map(wave) });
    const again = new GaussianProcess(model.rows, model.hyperparameters, model.offset, model.unit);
    expect(again.posterior(grid(5, 2, 9))).toEqual(model.posterior(grid(5, 2, 9)));
  });

  it('refuses data that are empty, uneven or not finite', () => {
    expect(() => fitGp({ features: [], values: [] })).toThrow(/at least one row/);
    expect(() => fitGp({ features: [Float64Array.of(1)], values: [NaN] })).toThrow(/finite/);
  });
});
