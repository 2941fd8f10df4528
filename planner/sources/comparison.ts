import { LEAST_TRUE_VALUES, STAKE, STRONG, TRIAL_BEYOND_VARIABLES } from '../choices.js';
import type { History, Measured, Under } from '../history.js';
import type { Source } from '../request.js';
import { isLow, targetOf } from './sources.js';

/** A cheap source asked for what is known to be true of a recipe. */
export interface Comparison {
  readonly source: Source;
  /** The recipe to compare at. */
  readonly at: Measured;
}

/**
 * The next value to buy for judging a cheap source rather than for the search, if one is due. A source is asked only at
 * recipes of known value, the best first (Kennedy and O'Hagan, 2000, call such designs nested): there one cheap value says
 * most, and no true value is bought for the judgement's sake. It is tried `d + 2` times; after that, while more speaks for
 * it than against, for a small stake. One that has shown its worth is bought from, and one that is refuted gets nothing.
 */
export function dueComparison(
  history: History,
  evidence: ReadonlyMap<string, number>,
  sources: readonly Source[],
  under: readonly Under[],
): Comparison | undefined {
  const trial = TRIAL_BEYOND_VARIABLES + history.layout.coordinates.length;
  const target = targetOf(sources);
  const truths = history.measured.filter(({ source }) => !isLow(history.lowFidelity, source));
  for (const source of sources.filter(({ fidelity }) => fidelity === 'low')) {
    const asked = [...history.measured, ...under].filter((one) => one.source === source.name);
    const keys = new Set(asked.map(({ key }) => key));
    const [at] = truths.filter(({ key }) => !keys.has(key)).sort((a, b) => lossOf(a) - lossOf(b));
    const spent = (asked.length - trial + 1) * source.cost;
    const affordable = spent <= STAKE * truths.length * target.cost;
    const score = evidence.get(source.name) ?? 0;
    const isOpen = asked.length < trial ? isUndecided(score, asked.length) : affordable && score >= 0;
    if (at && isOpen && score < STRONG) return { source, at };
  }
  return undefined;
}

/** Few values settle nothing, whatever they say. */
function isUndecided(score: number, asked: number): boolean {
  return asked < LEAST_TRUE_VALUES || score > -STRONG;
}

function lossOf({ losses }: Measured): number {
  return losses[0]?.loss ?? Infinity;
}
