import { DRAWS_TOGETHER, SOFTNESS } from '../choices.js';
import type { Rng } from '../../core/rng.js';
import { cholesky } from '../linalg/cholesky.js';
import { multiplyLower, solveLower } from '../linalg/triangular.js';
import { dot } from '../linalg/vector.js';
import type { GaussianProcess } from '../surrogate/gp.js';
import { scaleBy, squaredDistances, toCovariance } from '../surrogate/matern.js';

/**
 * One thing that every recipe has to get through, as several equally likely models have it: bounds of a measurement, of the
 * latent value of a stage.
 */
export type Hurdle = readonly Bar[];

export interface Bar {
  readonly gp: GaussianProcess;
  /** Of one measurement, standardised. */
  readonly noiseVariance: number;
  /** Whether a standardised measurement is through. */
  readonly keeps: (value: number) => boolean;
}

/** How many recipes of several succeed when each is tried once. */
export interface Together {
  readonly mean: number;
  /** Central 95 % interval: much wider than independent chances would have it where recipes share what is not known. */
  readonly interval: readonly [number, number];
  /** P(at least one). */
  readonly any: number;
}

/** A stage is passed when its latent value plus the softness of its labels is positive: the probit of `FeasibilityModel`. */
export function stageHurdle(gp: GaussianProcess): Hurdle {
  return [{ gp, noiseVariance: SOFTNESS, keeps: (value) => value > 0 }];
}

/**
 * Successes among recipes, by joint draws of every model: recipes near each other are right or wrong together, so the
 * chances of single ones say nothing of how far their number scatters.
 */
export function successesTogether(
  hurdles: readonly Hurdle[],
  recipes: readonly Float64Array[],
  rng: Rng,
): Together {
  const draws = Array.from({ length: DRAWS_TOGETHER }, () => recipes.map(() => true));
  for (const hurdle of hurdles) stopAt(hurdle, recipes, draws, rng);
  const counts = draws.map((through) => through.filter(Boolean).length).sort((a, b) => a - b);
  const at = (p: number): number => counts[Math.round(p * (counts.length - 1))]!;
  return {
    mean: counts.reduce((sum, count) => sum + count, 0) / counts.length,
    interval: [at(0.025), at(0.975)],
    any: counts.filter((count) => count > 0).length / counts.length,
  };
}

/**
 * Stops in each draw the recipes that do not get over one hurdle: first it is drawn which model is right, for all of them. Models come
 * one after the other, because the joint factor of each has the square of the recipes.
 */
function stopAt(
  hurdle: Hurdle,
  recipes: readonly Float64Array[],
  draws: readonly boolean[][],
  rng: Rng,
): void {
  const right = draws.map(() => Math.floor(rng.uniform() * hurdle.length));
  for (const [model, bar] of hurdle.entries()) {
    const own = draws.filter((_, k) => right[k] === model);
    if (own.length === 0) continue;
    const sample = barSampler(bar, recipes);
    for (const through of own) sample(rng).forEach((keeps, i) => (through[i] &&= keeps));
  }
}

type Sampler = (rng: Rng) => boolean[];

function barSampler({ gp, noiseVariance, keeps }: Bar, recipes: readonly Float64Array[]): Sampler {
  const n = recipes.length;
  const means = recipes.map((features) => gp.meanAt(features));
  const factor = cholesky(posteriorCovariance(gp, recipes), n);
  const noise = Math.sqrt(noiseVariance);
  return (rng) => {
    const z = Float64Array.from({ length: n }, () => rng.normal());
    const values = multiplyLower(factor, z);
    return means.map((mean, i) => keeps(mean + values[i]! + noise * rng.normal()));
  };
}

/** Of the standardised function, row-major, the lower triangle. */
function posteriorCovariance(gp: GaussianProcess, recipes: readonly Float64Array[]): Float64Array {
  const { factor, scales } = gp.conditioned;
  const n = recipes.length;
  const scaled = recipes.map((features) => scaleBy(features, scales.lengthscales));
  const known = recipes.map((features) => solveLower(factor, gp.sharedCross(features)));
  const covariance = toCovariance(squaredDistances(scaled), n, scales.signalVariance);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) covariance[i * n + j]! -= dot(known[i]!, known[j]!);
  }
  return covariance;
}
