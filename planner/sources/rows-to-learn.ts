import { LEAST_CORRELATION, MOST_OF_A_SOURCE, STRONG } from '../choices.js';
import type { History } from '../history.js';
import type { Hyperparameters, Priors } from '../surrogate/hyperparameters.js';
import type { Origin, SourcedRow } from '../surrogate/structure.js';
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
  { lowFidelity, target }: Pick<History, 'lowFidelity' | 'target'>,
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
    high: withoutLone(
      trusted.length > 0 || isForeign(high, target) ? ['instrument'] : ['source', 'instrument'],
      high,
    ),
    low: trusted.flatMap(({ own }) => pooled(own, MOST_OF_A_SOURCE)),
    trusted: new Set(trusted.map(({ name }) => name)),
    evidence: new Map(heard.map(({ name, logBayesFactor }) => [name, logBayesFactor])),
    start: trusted[0]?.hyperparameters,
  };
}

/** All values come from others than the source that is asked: its bias to them is open. */
function isForeign(rows: readonly SourcedRow[], target: string | undefined): boolean {
  return target !== undefined && rows.every(({ source }) => source !== undefined && source !== target);
}

/**
 * One source or one instrument of all true values has no bias that could be told from the mean: without it the plain
 * model says the same.
 */
function withoutLone(parts: readonly (keyof Origin)[], rows: readonly SourcedRow[]): readonly SourcedRow[] {
  const lone = parts.filter((part) => new Set(rows.map((row) => row[part])).size <= 1);
  return lone.length === 0 ? rows : rows.map((row) => without(lone, row));
}

function without(parts: readonly (keyof Origin)[], row: SourcedRow): SourcedRow {
  return { ...row, ...Object.fromEntries(parts.map((part) => [part, undefined])) };
}
