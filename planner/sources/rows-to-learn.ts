import { LEAST_CORRELATION, MOST_OF_A_SOURCE, STRONG } from '../choices.js';
import type { Hyperparameters, Priors } from '../surrogate/hyperparameters.js';
import type { SourcedRow } from '../surrogate/structure.js';
import { pooled } from '../surrogate/pool-rows.js';
import { evidenceFor } from './evidence.js';
import { isLow } from './sources.js';

/** What the loss model learns from. */
export interface Lesson {
  readonly high: readonly SourcedRow[];
  readonly low: readonly SourcedRow[];
  readonly trusted: ReadonlySet<string>;
  /** Log Bayes factor for each source of low fidelity. */
  readonly evidence: ReadonlyMap<string, number>;
  /** Where its fit may start. */
  readonly start: Hyperparameters | undefined;
}

/**
 * The true values, and those of cheap sources that have shown to be worth learning from. A source stays out until then,
 * because one that resembles nothing bends the model and draws purchases.
 */
export function rowsToLearn(
  rows: readonly SourcedRow[],
  lowFidelity: ReadonlySet<string>,
  priors: Priors,
): Lesson {
  const high = rows.filter(({ source }) => !isLow(lowFidelity, source));
  const heard = [...lowFidelity].map((name) => {
    const own = rows.filter(({ source }) => source === name);
    return { name, own, ...evidenceFor(high, own, priors) };
  });
  const trusted = heard.filter(
    ({ logBayesFactor, correlation }) => logBayesFactor >= STRONG && correlation >= LEAST_CORRELATION,
  );
  return {
    high: trusted.length > 0 ? high : high.map(withoutLoneSource(rows, lowFidelity)),
    low: trusted.flatMap(({ own }) => pooled(own, MOST_OF_A_SOURCE)),
    trusted: new Set(trusted.map(({ name }) => name)),
    evidence: new Map(heard.map(({ name, logBayesFactor }) => [name, logBayesFactor])),
    start: trusted[0]?.hyperparameters,
  };
}

/** One source of true values alone has no bias that could be told from the mean: the plain model then says the same. */
function withoutLoneSource(
  rows: readonly SourcedRow[],
  lowFidelity: ReadonlySet<string>,
): (row: SourcedRow) => SourcedRow {
  const sources = new Set(rows.map(({ source }) => source).filter((source) => !isLow(lowFidelity, source)));
  return sources.size > 1 ? (row) => row : ({ source: _, ...row }) => row;
}
