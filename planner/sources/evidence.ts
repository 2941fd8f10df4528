import { logDeterminant } from '../linalg/cholesky.js';
import { dot, squaredDistance } from '../linalg/vector.js';
import type { GaussianProcess } from '../surrogate/gp.js';
import type { Hyperparameters, Priors } from '../surrogate/hyperparameters.js';
import type { SourcedRow } from '../surrogate/structure.js';
import { fitSurrogate } from './fit-surrogate.js';

/** Rows of a cheap source that are looked at: the nearest to true values say most, and fits cost the cube of rows. */
const MOST_ROWS = 60;
/** Below this the three marginal likelihoods say nothing. */
const LEAST_TRUE_VALUES = 3;

/** How much speaks for a cheap source. */
export interface Evidence {
  /** Natural log of the Bayes factor; 0 where too little is known. */
  readonly logBayesFactor: number;
  /** Of the joint model. */
  readonly hyperparameters: Hyperparameters | undefined;
}

/**
 * Whether true values and those of one cheap source belong to one function and its discrepancy, or to two functions
 * that have nothing in common: the log Bayes factor of the first, with the hyperparameters of each at their posterior
 * mode.
 */
export function evidenceFor(
  high: readonly SourcedRow[],
  low: readonly SourcedRow[],
  priors: Priors,
): Evidence {
  if (high.length < LEAST_TRUE_VALUES || low.length < LEAST_TRUE_VALUES)
    return { logBayesFactor: 0, hyperparameters: undefined };
  const near = nearestTo(high, low);
  const lowFidelity = new Set(near.map(({ source }) => source!));
  const joint = fitSurrogate([...high, ...near], { priors, lowFidelity });
  const apart = [high, near].map((rows) => fitSurrogate(rows.map(alone), { priors, lowFidelity: new Set() }));
  const logBayesFactor =
    logMarginalLikelihood(joint) - apart.reduce((sum, model) => sum + logMarginalLikelihood(model), 0);
  return { logBayesFactor, hyperparameters: joint.hyperparameters };
}

/** All rows of one set are alike to a model of that set alone, but for their instruments. */
function alone({ source: _, ...row }: SourcedRow): SourcedRow {
  return row;
}

function nearestTo(high: readonly SourcedRow[], low: readonly SourcedRow[]): readonly SourcedRow[] {
  if (low.length <= MOST_ROWS) return low;
  const distance = (row: SourcedRow): number =>
    high.reduce((least, one) => Math.min(least, squaredDistance(one.features, row.features)), Infinity);
  const ranked = low.map((row) => ({ row, distance: distance(row) })).sort((a, b) => a.distance - b.distance);
  return ranked.slice(0, MOST_ROWS).map(({ row }) => row);
}

/** Of the values in their own unit. */
function logMarginalLikelihood({ conditioned, rows, unit }: GaussianProcess): number {
  const { factor, alpha, mean } = conditioned;
  const residuals = rows.values.map((value) => value - mean);
  const quadratic = 0.5 * (dot(residuals, alpha) + logDeterminant(factor));
  return -quadratic - residuals.length * (0.5 * Math.log(2 * Math.PI) + Math.log(unit));
}
