import { solveLower } from '../linalg/triangular.js';
import { dot } from '../linalg/vector.js';
import type { Hyperparameters } from './hyperparameters.js';
import type { Limit } from './censored-sites.js';
import { censoredSites } from './censored-sites.js';
import type { StructuredFit } from './fit-structured.js';
import { fitStructured } from './fit-structured.js';
import type { SourcedRow } from './structure.js';
import { tagsOf } from './structure.js';
import { latentCovariance } from './structured-covariance.js';
import { StructuredGp } from './structured-gp.js';

/** Rounds of learning hyperparameters and finding sites: the second changes little, a third nothing that matters. */
const ROUNDS = 2;
/** Fewer whole values say nothing of a scale. */
const LEAST_WHOLE = 2;

/**
 * The fit with rows of which only a limit is known (a Tobit likelihood). The limits are replaced by normal sites, found
 * by expectation propagation under the hyperparameters that the whole values suggest, which are then learned again from
 * values and sites together. With fewer than two whole values limits are taken for values.
 */
export function fitCensored(rows: readonly SourcedRow[], options: StructuredFit): StructuredGp {
  const whole = rows.filter(({ censored }) => censored === undefined);
  if (whole.length === rows.length || whole.length < LEAST_WHOLE) return fitStructured(rows, options);
  let model = fitStructured(whole, options);
  for (let round = 0; round < ROUNDS; round++) {
    const start: Hyperparameters = model.hyperparameters;
    model = fitStructured(withSites(rows, whole, model), { ...options, start });
  }
  return model;
}

/** Each limit replaced by its site; whole values stay. */
function withSites(
  rows: readonly SourcedRow[],
  whole: readonly SourcedRow[],
  model: StructuredGp,
): SourcedRow[] {
  const cut = rows.filter(({ censored }) => censored !== undefined);
  const given = restricted(model, whole);
  const { mean, covariance } = latentPosterior(given, cut);
  const { offset, unit } = model;
  const limits = cut.map((row): Limit => ({
    value: (row.value - offset) / unit,
    side: row.censored!,
    noiseVariance: given.noiseOf(row) + row.extraNoiseVariance / unit ** 2,
  }));
  const sites = censoredSites(mean, covariance, limits);
  let next = 0;
  return rows.map((row) => {
    if (row.censored === undefined) return row;
    const site = sites[next++]!;
    return {
      ...row,
      value: offset + unit * site.value,
      extraNoiseVariance: unit ** 2 * site.variance,
      noiseShare: 0,
      censored: undefined,
    };
  });
}

/** The same model given the whole values alone. */
function restricted(
  { hyperparameters, offset, unit, structure }: StructuredGp,
  whole: readonly SourcedRow[],
): StructuredGp {
  const rows = {
    features: whole.map(({ features }) => features),
    values: Float64Array.from(whole, ({ value }) => (value - offset) / unit),
    extraNoise: Float64Array.from(whole, ({ extraNoiseVariance }) => extraNoiseVariance / unit ** 2),
    tags: tagsOf(structure, whole),
  };
  return new StructuredGp(rows, hyperparameters, offset, unit, structure);
}

/** Joint posterior of the noise-free standardised values of rows that the model has not been given. */
function latentPosterior(
  model: StructuredGp,
  rows: readonly SourcedRow[],
): { mean: Float64Array; covariance: Float64Array } {
  const { factor, alpha, mean, scales } = model.structured;
  const n = rows.length;
  const crosses = rows.map((row) => model.crossAt(row.features, row));
  const halves = crosses.map((k) => solveLower(factor, k));
  const covariance = latentCovariance(
    rows.map(({ features }) => features),
    tagsOf(model.structure, rows),
    scales,
  );
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      covariance[i * n + j]! -= dot(halves[i]!, halves[j]!);
      covariance[j * n + i] = covariance[i * n + j]!;
    }
  }
  return { mean: Float64Array.from(crosses, (k) => mean + dot(k, alpha)), covariance };
}
