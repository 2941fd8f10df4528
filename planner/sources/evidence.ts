import { LEAST_TRUE_VALUES, MOST_ROWS_OF_EVIDENCE } from '../choices.js';
import { squaredDistance } from '../linalg/vector.js';
import { logMarginalLikelihood, type GaussianProcess } from '../surrogate/gp.js';
import type { Hyperparameters, Priors } from '../surrogate/hyperparameters.js';
import type { SourcedRow } from '../surrogate/structure.js';
import { StructuredGp } from '../surrogate/structured-gp.js';
import { fitSurrogate } from './fit-surrogate.js';

/** How much speaks for a cheap source. */
export interface Evidence {
  /** Natural log of the Bayes factor; 0 where too little is known. */
  readonly logBayesFactor: number;
  /** Between the common function and the cheap source's values, by the variances learned; 0 where too little is known. */
  readonly correlation: number;
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
    return { logBayesFactor: 0, correlation: 0, hyperparameters: undefined };
  const near = nearestTo(high, low);
  const compared = nearestTo(near, high);
  const lowFidelity = new Set(near.map(({ source }) => source!));
  const joint = fitSurrogate([...compared, ...near], { priors, lowFidelity });
  const apart = [compared, near].map((rows) =>
    fitSurrogate(rows.map(alone), { priors, lowFidelity: new Set() }),
  );
  const logBayesFactor =
    logMarginalLikelihood(joint) - apart.reduce((sum, model) => sum + logMarginalLikelihood(model), 0);
  return { logBayesFactor, correlation: correlationOf(joint), hyperparameters: joint.hyperparameters };
}

/** All rows of one set are alike to a model of that set alone, but for their instruments. */
function alone({ source: _, ...row }: SourcedRow): SourcedRow {
  return row;
}

/** Of `rows` those nearest to any of `others`. */
function nearestTo(others: readonly SourcedRow[], rows: readonly SourcedRow[]): readonly SourcedRow[] {
  if (rows.length <= MOST_ROWS_OF_EVIDENCE) return rows;
  const distance = (row: SourcedRow): number =>
    others.reduce((least, one) => Math.min(least, squaredDistance(one.features, row.features)), Infinity);
  const ranked = rows
    .map((row) => ({ row, distance: distance(row) }))
    .sort((a, b) => a.distance - b.distance);
  return ranked.slice(0, MOST_ROWS_OF_EVIDENCE).map(({ row }) => row);
}

function correlationOf(joint: GaussianProcess): number {
  if (!(joint instanceof StructuredGp)) return 0;
  const { signalVariance, discrepancies } = joint.structured.scales;
  return Math.sqrt(signalVariance / (signalVariance + discrepancies[0]!.signalVariance));
}
