import { cholesky } from '../linalg/cholesky.js';
import { squaredDistance } from '../linalg/vector.js';
import type { Conditioned, GpRows, Scales } from './covariance.js';
import { NOISE_FLOOR, scalesOf, weightsOf } from './covariance.js';
import { matern52, scaleBy, squaredDistances, toCovariance } from './matern.js';
import type { Tags } from './structure.js';
import type { StructuredHyperparameters } from './structured-hyperparameters.js';

/** Rows of data that know their groups. */
export interface StructuredRows extends GpRows {
  readonly tags: Tags;
}

export interface DiscrepancyScales {
  readonly lengthscales: Float64Array;
  readonly signalVariance: number;
}

/** The hyperparameters out of their logarithms. */
export interface StructuredScales extends Scales {
  readonly sourceVariance: number;
  readonly instrumentVariance: number;
  readonly discrepancies: readonly DiscrepancyScales[];
  /** Noise variance of each group, the floor included. */
  readonly groupNoise: Float64Array;
}

/** The state of a model whose rows share more than the function: see `condition`. */
export interface StructuredState extends Conditioned {
  readonly scales: StructuredScales;
  /** Squared scaled distances between rows (lower triangle). */
  readonly squared: Float64Array;
  /** Features of a row over the lengthscales of its source's discrepancy, where it has one. */
  readonly discrepancyScaled: readonly (Float64Array | undefined)[];
}

export function structuredScalesOf(h: StructuredHyperparameters): StructuredScales {
  return {
    ...scalesOf(h),
    sourceVariance: Math.exp(h.logSourceBiasVariance),
    instrumentVariance: Math.exp(h.logInstrumentBiasVariance),
    discrepancies: h.discrepancies.map((one) => ({
      lengthscales: Float64Array.from(one.logLengthscales, Math.exp),
      signalVariance: Math.exp(one.logSignalVariance),
    })),
    groupNoise: Float64Array.from(
      h.logNoiseRatios,
      (ratio) => Math.exp(h.logNoiseVariance + ratio) + NOISE_FLOOR,
    ),
  };
}

/**
 * Conditions `y = f(x) + delta_source(x) + b_source + b_instrument + noise` on its rows. To `f` all the rest is noise
 * that rows of one group share, so the factor is that of the covariance of all terms together.
 * @throws PlannerError `numerical` when the covariance cannot be factored.
 */
export function conditionStructured(
  rows: StructuredRows,
  hyperparameters: StructuredHyperparameters,
): StructuredState {
  const n = rows.features.length;
  const scales = structuredScalesOf(hyperparameters);
  const scaled = rows.features.map((row) => scaleBy(row, scales.lengthscales));
  const squared = squaredDistances(scaled);
  const discrepancyScaled = discrepancyScaledOf(rows.features, rows.tags, scales);
  const matrix = toCovariance(squared.slice(), n, scales.signalVariance);
  addBiases(matrix, rows.tags, scales);
  addDiscrepancies(matrix, rows.tags, scales, discrepancyScaled);
  for (let i = 0; i < n; i++) matrix[i * n + i]! += rowNoise(rows, scales, i);
  const factor = cholesky(matrix, n);
  return { scales, scaled, squared, factor, discrepancyScaled, ...weightsOf(factor, rows.values) };
}

/** Covariance of `f + delta + b` between points whose groups are given (lower triangle). */
export function latentCovariance(
  features: readonly Float64Array[],
  tags: Tags,
  scales: StructuredScales,
): Float64Array {
  const scaled = features.map((row) => scaleBy(row, scales.lengthscales));
  const matrix = toCovariance(squaredDistances(scaled), features.length, scales.signalVariance);
  addBiases(matrix, tags, scales);
  addDiscrepancies(matrix, tags, scales, discrepancyScaledOf(features, tags, scales));
  return matrix;
}

function discrepancyScaledOf(
  features: readonly Float64Array[],
  { discrepancy }: Tags,
  { discrepancies }: StructuredScales,
): (Float64Array | undefined)[] {
  return features.map((row, i) => {
    const own = discrepancies[discrepancy[i]!];
    return own && scaleBy(row, own.lengthscales);
  });
}

/** Variance of a row's own noise, shared with no other row. */
export function rowNoise({ tags, extraNoise }: StructuredRows, scales: StructuredScales, i: number): number {
  const learned = scales.groupNoise[tags.noise[i]!] ?? scales.noiseVariance;
  return tags.noiseShare[i]! * learned + extraNoise[i]!;
}

/** Covariance between rows of all that is neither the function nor a row's own noise (lower triangle). */
export function departures(
  { tags }: StructuredRows,
  { scales, discrepancyScaled }: StructuredState,
): Float64Array {
  const matrix = new Float64Array(tags.source.length ** 2);
  addBiases(matrix, tags, scales);
  addDiscrepancies(matrix, tags, scales, discrepancyScaled);
  return matrix;
}

/** The same between all rows and a measurement at a point, whose groups are the first of `at`. */
export function departuresAt(
  { tags }: StructuredRows,
  { scales, discrepancyScaled }: StructuredState,
  features: Float64Array,
  at: Tags,
): Float64Array {
  const [source, instrument, s] = [at.source[0]!, at.instrument[0]!, at.discrepancy[0]!];
  const own = scales.discrepancies[s];
  const scaled = own && scaleBy(features, own.lengthscales);
  return Float64Array.from(tags.source, (_, i) => {
    let sum = 0;
    if (source >= 0 && tags.source[i] === source) sum += scales.sourceVariance;
    if (instrument >= 0 && tags.instrument[i] === instrument) sum += scales.instrumentVariance;
    if (scaled && tags.discrepancy[i] === s)
      sum += own.signalVariance * matern52(squaredDistance(discrepancyScaled[i]!, scaled));
    return sum;
  });
}

/** Adds the bias variances to all pairs of one source and of one instrument (lower triangle). */
function addBiases(matrix: Float64Array, tags: Tags, scales: StructuredScales): void {
  const n = tags.source.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      if (tags.source[i]! >= 0 && tags.source[i] === tags.source[j])
        matrix[i * n + j]! += scales.sourceVariance;
      if (tags.instrument[i]! >= 0 && tags.instrument[i] === tags.instrument[j])
        matrix[i * n + j]! += scales.instrumentVariance;
    }
  }
}

function addDiscrepancies(
  matrix: Float64Array,
  { discrepancy }: Tags,
  { discrepancies }: StructuredScales,
  scaled: readonly (Float64Array | undefined)[],
): void {
  const n = discrepancy.length;
  for (let i = 0; i < n; i++) {
    const own = discrepancies[discrepancy[i]!];
    if (!own) continue;
    for (let j = 0; j <= i; j++) {
      if (discrepancy[j] !== discrepancy[i]) continue;
      matrix[i * n + j]! += own.signalVariance * matern52(squaredDistance(scaled[i]!, scaled[j]!));
    }
  }
}
