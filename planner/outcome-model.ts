import { LEAST_RESULTS } from './choices.js';
import { logCumulative, logDensity } from './acquisition/normal.js';
import type { Scored } from './acquisition/noisy-expected-improvement.js';
import type { History } from './history.js';
import { isLow } from './sources/sources.js';
import type { GaussianProcess } from './surrogate/gp.js';
import { fitGp } from './surrogate/fit-gp.js';
import { priorsFor } from './loss-model.js';

/** Of standardised values: what is known exactly is still taken as known to a millionth. */
const LEAST_VARIANCE = 1e-12;

/** Probability that a measured quantity keeps to its bounds: the quantity itself, or one measurement of it. */
export class OutcomeModel {
  /** Over standardised values. */
  private readonly min: number;
  private readonly max: number;

  /** @param noiseVariance of one measurement, standardised; 0: the quantity without the noise of its measurement */
  constructor(
    readonly gp: GaussianProcess,
    { min = -Infinity, max = Infinity }: { readonly min?: number; readonly max?: number },
    private readonly noiseVariance = 0,
  ) {
    this.min = (min - gp.offset) / gp.unit;
    this.max = (max - gp.offset) / gp.unit;
  }

  /** Whether a standardised value keeps to the bounds. */
  keeps(value: number): boolean {
    return value >= this.min && value <= this.max;
  }

  probability(features: Float64Array): number {
    const { mean, variance } = this.gp.standardised(features);
    return Math.exp(this.logProbabilityOf(mean, variance).value);
  }

  /** `log P` at many points. */
  logProbabilities(points: readonly Float64Array[]): Float64Array {
    const { mean, variance } = this.gp.standardisedAll(points);
    return mean.map((value, i) => this.logProbabilityOf(value, variance[i]!).value);
  }

  /** `log P` with its gradient over the features. */
  logProbability(features: Float64Array): Scored {
    const { mean, variance, meanGradient, varianceGradient } = this.gp.gradient(features);
    const { value, byMean, byVariance } = this.logProbabilityOf(mean, variance);
    const gradient = meanGradient.map((slope, k) => byMean * slope + byVariance * varianceGradient[k]!);
    return { value, gradient };
  }

  /** `log(Phi(b) - Phi(a))`, taken in the lower tail, where it does not cancel. */
  private logProbabilityOf(
    mean: number,
    variance: number,
  ): { value: number; byMean: number; byVariance: number } {
    const spread = Math.max(variance + this.noiseVariance, LEAST_VARIANCE);
    const sd = Math.sqrt(spread);
    const [a, b] = [(this.min - mean) / sd, (this.max - mean) / sd];
    const [low, high] = a + b > 0 ? [-b, -a] : [a, b];
    const top = logCumulativeAt(high);
    const value = top + Math.log(-Math.expm1(logCumulativeAt(low) - top));
    const [atA, atB] = [Math.exp(logDensityAt(a) - value), Math.exp(logDensityAt(b) - value)];
    const byVariance = (times(a, atA) - times(b, atB)) / (2 * spread);
    return { value, byMean: (atA - atB) / sd, byVariance };
  }
}

function logCumulativeAt(z: number): number {
  if (z === Infinity) return 0;
  return z === -Infinity ? -Infinity : logCumulative(z);
}

function logDensityAt(z: number): number {
  return Number.isFinite(z) ? logDensity(z) : -Infinity;
}

/** 0 at an infinite bound, where the density vanishes faster. */
function times(z: number, density: number): number {
  return Number.isFinite(z) ? z * density : 0;
}

/** A model for each constraint of which enough was measured, by name. */
export function fitOutcomes(
  {
    constraints,
    measured,
    lowFidelity,
    encoding,
  }: Pick<History, 'constraints' | 'measured' | 'lowFidelity' | 'encoding'>,
  replicateShare?: number,
): ReadonlyMap<string, OutcomeModel> {
  return new Map(
    constraints.flatMap((constraint, c): [string, OutcomeModel][] => {
      const rows = measured.flatMap(({ features, outcomes, source }) => {
        const outcome = outcomes[c];
        return outcome && !isLow(lowFidelity, source) ? [{ features, ...outcome }] : [];
      });
      if (rows.length < LEAST_RESULTS) return [];
      return [
        [constraint.name, new OutcomeModel(fitOutcome(rows, encoding.dimension, replicateShare), constraint)],
      ];
    }),
  );
}

/** The model of one measured quantity, from at least one result. */
export function fitOutcome(
  rows: readonly { readonly features: Float64Array; readonly value: number; readonly sd: number }[],
  dimension: number,
  replicateShare?: number,
): GaussianProcess {
  return fitGp(
    {
      features: rows.map(({ features }) => features),
      values: rows.map(({ value }) => value),
      extraNoiseVariances: rows.map(({ sd }) => sd * sd),
    },
    { priors: priorsFor(dimension, replicateShare) },
  );
}
