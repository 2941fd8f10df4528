import { STAKE, START_PER_VARIABLE, STRONG } from '../choices.js';
import type { History, Measured, Under } from '../history.js';
import type { Source } from '../planner.js';
import { isLow, targetOf } from './sources.js';

/** A cheap source asked for what is known to be true of a recipe. */
export interface Comparison {
  readonly source: Source;
  /** The recipe to compare at; undefined: anywhere, as part of the source's own space-filling start. */
  readonly at: Measured | undefined;
  /** What the source was asked so far. */
  readonly own: Pick<History, 'measured' | 'pending'>;
}

/**
 * The next value to buy for judging a cheap source rather than for the search, if one is due. Every source starts with
 * `3 d` values, of which as many as possible at recipes of known value, the best first (Kennedy and O'Hagan, 2000, call
 * such designs nested). After that, while the evidence is weak, it is tried on the best recipes for a small stake; one
 * that is refuted gets nothing.
 */
export function dueComparison(
  history: History,
  evidence: ReadonlyMap<string, number>,
  sources: readonly Source[],
  under: readonly Under[],
): Comparison | undefined {
  const start = START_PER_VARIABLE * history.layout.coordinates.length;
  const target = targetOf(sources);
  const truths = history.measured.filter(({ source }) => !isLow(history.lowFidelity, source));
  for (const source of sources.filter(({ fidelity }) => fidelity === 'low')) {
    const own = {
      measured: history.measured.filter((one) => one.source === source.name),
      pending: under.filter((one) => one.source === source.name),
    };
    const asked = [...own.measured, ...own.pending];
    const keys = new Set(asked.map(({ key }) => key));
    const unasked = truths.filter(({ key }) => !keys.has(key)).sort((a, b) => lossOf(a) - lossOf(b));
    if (asked.length < start) return { source, own, at: asked.length < start / 2 ? unasked[0] : undefined };
    const spent = (asked.length - start + 1) * source.cost;
    const affordable = spent <= STAKE * truths.length * target.cost;
    if (Math.abs(evidence.get(source.name) ?? 0) < STRONG && affordable && unasked[0])
      return { source, own, at: unasked[0] };
  }
  return undefined;
}

function lossOf({ losses }: Measured): number {
  return losses[0]?.loss ?? Infinity;
}
