import { mean } from '../backtest/statistics.js';
import { binomialInterval } from './binomial.js';

/** What was given as the probability of something, and whether it came. */
export interface Chance {
  readonly probability: number;
  readonly came: boolean;
}

/** Chances that were given about the same probability. */
export interface ReliabilityBin {
  readonly n: number;
  /** Mean of the probabilities given. */
  readonly given: number;
  /** Share that came. */
  readonly came: number;
  /** Where 95 % of such shares lie when the probabilities are right (binomial, at their mean). */
  readonly band: readonly [number, number];
}

export interface ChanceScores {
  readonly n: number;
  /** Mean squared difference of probability and outcome (Brier, Monthly Weather Review 78 (1950) 1); 0 is perfect. */
  readonly brier: number;
  /** The same for always giving the share that came: what is not below it knows nothing. */
  readonly brierOfBaseRate: number;
  /** By the probability that was given, least first; bins without any are left out. */
  readonly reliability: readonly ReliabilityBin[];
}

const BINS = 5;

/** Undefined without any. */
export function scoreChances(chances: readonly Chance[]): ChanceScores | undefined {
  if (chances.length === 0) return undefined;
  const base = mean(chances.map(({ came }) => Number(came)));
  const bins = Array.from({ length: BINS }, (_, bin) =>
    chances.filter(({ probability }) => Math.min(BINS - 1, Math.floor(BINS * probability)) === bin),
  );
  return {
    n: chances.length,
    brier: mean(chances.map(({ probability, came }) => (probability - Number(came)) ** 2)),
    brierOfBaseRate: base * (1 - base),
    reliability: bins.filter((bin) => bin.length > 0).map(reliabilityOf),
  };
}

function reliabilityOf(chances: readonly Chance[]): ReliabilityBin {
  const n = chances.length;
  const given = mean(chances.map(({ probability }) => probability));
  const [low, high] = binomialInterval(n, given);
  return { n, given, came: chances.filter(({ came }) => came).length / n, band: [low / n, high / n] };
}
