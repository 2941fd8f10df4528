import { describe, expect, it } from '@jest/globals';
import { seededRng, type Rng } from '../../../core/rng.js';
import { HYPERPARAMETER_DRAWS } from '../../../planner/choices.js';
import { cholesky } from '../../../planner/linalg/cholesky.js';
import { multiplyLower } from '../../../planner/linalg/triangular.js';
import { fitSurrogate } from '../../../planner/sources/fit-surrogate.js';
import { fitGp } from '../../../planner/surrogate/fit-gp.js';
import { GaussianProcess } from '../../../planner/surrogate/gp.js';
import { drawHyperparameters } from '../../../planner/surrogate/hyperparameter-draws.js';
import {
  defaultPriors,
  packedPriors,
  type Hyperparameters,
} from '../../../planner/surrogate/hyperparameters.js';
import { mapObjective } from '../../../planner/surrogate/map-objective.js';
import { scaleBy, squaredDistances, toCovariance } from '../../../planner/surrogate/matern.js';

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const points = (count: number, d: number, rng: Rng): Float64Array[] =>
  Array.from({ length: count }, () => Float64Array.from({ length: d }, () => rng.uniform()));

describe('hyperparameters drawn from their posterior', () => {
  it('have the mean and the scatter that quadrature gives', () => {
    const rng = seededRng('quadrature');
    const features = points(6, 1, rng);
    const model = fitGp({ features, values: features.map(([x]) => Math.sin(6 * x!) + 0.1 * rng.normal()) });
    const priors = defaultPriors(1);
    const expected = byQuadrature(model);
    // Each chain goes on where the last one ended.
    const chains = Array.from({ length: 300 }, (_, seed) => seed).reduce<GaussianProcess[][]>(
      (done, seed) => [...done, drawHyperparameters(done.at(-1)?.at(-1) ?? model, priors, seededRng(seed))],
      [],
    );
    const drawn = chains.flat();
    const logs = drawn.map(({ hyperparameters }) => hyperparameters.logLengthscales[0]!);
    const sd = Math.sqrt(mean(logs.map((log) => (log - mean(logs)) ** 2)));
    expect(Math.abs(mean(logs) - expected.mean)).toBeLessThan(0.1);
    expect(Math.abs(sd - expected.sd)).toBeLessThan(0.1);
  });

  it('make predictions of few rows as sure as they should be, where the likeliest alone is far too sure', () => {
    const rng = seededRng('calibrated');
    const worlds = Array.from({ length: 60 }, (_, k) => zScores(rng.split(String(k))));
    const square = (of: 'best' | 'drawn'): number =>
      mean(worlds.flatMap((world) => world.map((z) => z[of] ** 2)));
    expect(square('drawn')).toBeGreaterThan(0.75);
    expect(square('drawn')).toBeLessThan(1.25);
    expect(square('best')).toBeGreaterThan(1.2 * square('drawn'));
  });

  it('are the same for the same rows and seed, also of several origins', () => {
    const rng = seededRng('origins');
    const rows = points(12, 2, rng).map((features, i) => ({
      ...{ features, value: features[0]! + 0.1 * rng.normal(), extraNoiseVariance: 0 },
      source: i % 2 === 0 ? 'here' : 'there',
    }));
    const priors = defaultPriors(2);
    const model = fitSurrogate(rows, { priors, lowFidelity: new Set(['there']) });
    const [once, again] = [1, 1].map((seed) => drawHyperparameters(model, priors, seededRng(seed)));
    expect(once).toHaveLength(HYPERPARAMETER_DRAWS.count(rows.length));
    expect(again!.map((one) => one.hyperparameters)).toEqual(once!.map((one) => one.hyperparameters));
  });

  it('of many rows are the fitted ones', () => {
    const features = points(HYPERPARAMETER_DRAWS.mostRows + 1, 1, seededRng('many'));
    const hyperparameters = { logLengthscales: [0], logSignalVariance: 0, logNoiseVariance: -2 };
    const values = Float64Array.from(features, ([x]) => x!);
    const model = new GaussianProcess(
      { features, values, extraNoise: values.map(() => 0) },
      hyperparameters,
      0,
      1,
    );
    expect(drawHyperparameters(model, defaultPriors(1), seededRng(1))).toEqual([model]);
  });
});

/** Mean and sd of the log lengthscale, over a grid of all three hyperparameters. */
function byQuadrature({ rows }: GaussianProcess): { mean: number; sd: number } {
  const priors = packedPriors(defaultPriors(1), 1);
  const objective = mapObjective(rows, priors);
  const steps = Array.from({ length: 25 }, (_, i) => (i - 12) / 3);
  const at = (k: number): number[] => steps.map((step) => priors[k]!.mean + step * priors[k]!.sd);
  const points = at(0).flatMap((a) => at(1).flatMap((b) => at(2).map((c) => Float64Array.of(a, b, c))));
  const weights = points.map((theta) => {
    const [logLengthscale, logSignalVariance, logNoiseVariance] = theta;
    const hyperparameters = {
      ...{ logSignalVariance: logSignalVariance!, logNoiseVariance: logNoiseVariance! },
      logLengthscales: [logLengthscale!],
    };
    const { ones } = new GaussianProcess(rows, hyperparameters, 0, 1).conditioned;
    return Math.exp(-objective(theta, new Float64Array(3))) / Math.sqrt(ones.reduce((a, b) => a + b, 0));
  });
  const total = weights.reduce((a, b) => a + b, 0);
  const centre = points.reduce((sum, theta, i) => sum + (weights[i]! / total) * theta[0]!, 0);
  const square = points.reduce((sum, theta, i) => sum + (weights[i]! / total) * (theta[0]! - centre) ** 2, 0);
  return { mean: centre, sd: Math.sqrt(square) };
}

/** A function as the priors have them, ten noisy values of it, and ten more foretold. */
function zScores(rng: Rng): { best: number; drawn: number }[] {
  const d = 5;
  const priors = defaultPriors(d);
  const theta = packedPriors(priors, d).map((prior) => prior.mean + prior.sd * rng.normal());
  const truth: Hyperparameters = {
    ...{ logLengthscales: theta.slice(0, d), logSignalVariance: theta[d]!, logNoiseVariance: theta[d + 1]! },
  };
  const features = points(20, d, rng);
  const values = drawn(truth, features, rng);
  const model = fitGp(
    { features: features.slice(0, 10), values: values.slice(0, 10) },
    { standardise: false },
  );
  const models = drawHyperparameters(model, priors, rng.split('draws'));
  return features.slice(10).map((x, i) => {
    const told = models.map((one) => moments(one, x));
    const centre = mean(told.map((one) => one.mean));
    const variance = mean(told.map((one) => one.variance + (one.mean - centre) ** 2));
    const best = moments(model, x);
    const value = values[10 + i]!;
    return {
      best: (value - best.mean) / Math.sqrt(best.variance),
      drawn: (value - centre) / Math.sqrt(variance),
    };
  });
}

function moments(model: GaussianProcess, x: Float64Array): { mean: number; variance: number } {
  const { mean: means, variance } = model.posterior([x]);
  return { mean: means[0]!, variance: variance[0]! + model.noiseVariance };
}

function drawn(truth: Hyperparameters, features: readonly Float64Array[], rng: Rng): number[] {
  const n = features.length;
  const scales = Float64Array.from(truth.logLengthscales, Math.exp);
  const scaled = features.map((x) => scaleBy(x, scales));
  const matrix = toCovariance(squaredDistances(scaled), n, Math.exp(truth.logSignalVariance));
  for (let i = 0; i < n; i++) matrix[i * n + i]! += Math.exp(truth.logNoiseVariance);
  const z = Float64Array.from({ length: n }, () => rng.normal());
  return [...multiplyLower(cholesky(matrix, n), z)];
}
