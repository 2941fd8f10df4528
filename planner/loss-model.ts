import { seededRng } from '../core/rng.js';
import { REPLICATE_LOG_VARIANCE_SD } from './choices.js';
import type { Entry, Failed, History } from './history.js';
import type { Loss } from './targets.js';
import { withoutOutliers } from './outliers.js';
import { straightened } from './straighten.js';
import { fitSurrogate } from './sources/fit-surrogate.js';
import { rowsToLearn } from './sources/rows-to-learn.js';
import type { GaussianProcess } from './surrogate/gp.js';
import { drawHyperparameters } from './surrogate/hyperparameter-draws.js';
import type { Priors } from './surrogate/hyperparameters.js';
import { defaultPriors } from './surrogate/hyperparameters.js';
import type { Origin, SourcedRow } from './surrogate/structure.js';
import { FOR_SEARCH, FOR_TELLING, STRAIGHT, type Warp } from './surrogate/warp.js';
import { widenGp } from './surrogate/widen.js';

/** What foretells results of one objective, as losses. */
export interface Foretelling {
  /** None better than the others: what is foretold is their average. */
  readonly models: readonly GaussianProcess[];
  /**
   * On which they see the losses: on its own, what is mostly small and sometimes large is foretold with tails that are far too
   * thin, and everywhere with the same uncertainty.
   */
  readonly scale: Warp;
  /** On that scale: of the uncertainties that results of high fidelity state themselves, the median. */
  readonly typicalSd: number;
}

/** What the planner believes of one objective, as a loss (smaller is better). */
export interface LossModel {
  /** Over losses, or for a search over what `straightened` makes of them. */
  readonly gp: GaussianProcess;
  /** The first rows of `gp`, measured where it counts; the others are failures and values of low fidelity. */
  readonly measuredCount: number;
  /** Log Bayes factor for each source of low fidelity: does it resemble the true values? */
  readonly evidence: ReadonlyMap<string, number>;
  /** Sources of low fidelity that are learned from. */
  readonly trusted: ReadonlySet<string>;
  /**
   * What foretells results. It is not asked where to search: that takes thousands of looks at a model, and there failures have
   * to count. Made when first asked for.
   */
  readonly foretelling: () => Foretelling;
  /** Of the standard deviations of what is foretold, which grow as a whole: `foretelling` knows nothing of it. */
  readonly widening: number;
}

/** A point with its result. */
export interface MeasuredLoss extends Loss, Origin {
  readonly features: Float64Array;
}

/** What else there is to know of a fit. */
export interface LossFit {
  readonly replicateShare?: number | undefined;
  /** Standard deviation of the logarithm of the variance that `replicateShare` stands for. */
  readonly replicateDoubt?: number | undefined;
  /** Of the hyperparameters, for what is foretold, if not the usual number. */
  readonly draws?: number | undefined;
  /** The model is to say where the best may lie. */
  readonly forSearch?: boolean;
}

/** What a loss is learned beside. Without an encoding each feature counts as a number. */
export type LossContext = Pick<History, 'failed' | 'lowFidelity' | 'target'> &
  Partial<Pick<History, 'encoding'>>;

/**
 * Fits one objective. A failed recipe enters as a pseudo-value, because a loss model that does not hear of failures stays
 * uncertain there and keeps asking.
 */
export function fitLoss(
  measured: readonly MeasuredLoss[],
  { failed, lowFidelity, target, encoding }: LossContext,
  { replicateShare, replicateDoubt, draws, forSearch = false }: LossFit = {},
): LossModel {
  const dimension = encoding?.dimension ?? measured[0]!.features.length;
  const priors = priorsFor(dimension, replicateShare, replicateDoubt);
  const taught = rowsToLearn(measured.map(toRow), { lowFidelity, target }, priors);
  const { high, low, start: evident, ...heard } = taught;
  const plain = (): GaussianProcess =>
    fitSurrogate([...high, ...low], { priors, lowFidelity, start: evident });
  // What a cheap source is off by adds up on the scale of its values alone.
  const { rows, gp: successes } =
    forSearch && low.length === 0
      ? withoutOutliers(straightened(high, priors, FOR_SEARCH), priors)
      : { rows: high, gp: plain() };
  // A failure has no value that could be foretold, and the one it is given makes a model too sure of itself.
  const foretelling = once((): Foretelling => {
    const told =
      low.length === 0
        ? straightened(high, priors, FOR_TELLING)
        : { rows: high, gp: plain(), warp: STRAIGHT };
    return {
      models: drawHyperparameters(told.gp, priors, seededRng('hyperparameters'), draws),
      scale: told.warp,
      typicalSd: Math.sqrt(median(told.rows.map(({ extraNoiseVariance }) => extraNoiseVariance))),
    };
  });
  const about = { measuredCount: high.length, foretelling, widening: 1, ...heard };
  if (failed.length === 0) return { gp: successes, ...about };
  const heeding = [...rows, ...pessimistic(successes, failed), ...low];
  const start = successes.hyperparameters;
  return { gp: fitSurrogate(heeding, { priors, lowFidelity, start }), ...about };
}

/** The same model with every standard deviation times `factor`. */
export function widenLoss(loss: LossModel, factor: number): LossModel {
  return {
    ...loss,
    gp: widenGp(loss.gp, factor),
    widening: factor * loss.widening,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A result as a surrogate learns from it. */
function toRow({ features, loss, sd, source, instrument, censored }: MeasuredLoss): SourcedRow {
  return { features, value: loss, extraNoiseVariance: sd * sd, source, instrument, censored };
}

/** The defaults, with the noise that experience expects as a share of the scatter between recipes. */
export function priorsFor(
  dimension: number,
  replicateShare: number | undefined,
  replicateDoubt = REPLICATE_LOG_VARIANCE_SD,
): Priors {
  const priors = defaultPriors(dimension);
  if (replicateShare === undefined) return priors;
  return { ...priors, noiseVariance: { mean: 2 * Math.log(replicateShare), sd: replicateDoubt } };
}

/**
 * What failures are taken to have been worth: what the successes say of their place, but no better than the average
 * result. The worst result so far, the usual choice, is a cliff that bends the model where results span decades.
 */
function pessimistic(successes: GaussianProcess, failed: readonly Failed[]): SourcedRow[] {
  const { mean } = successes.posterior(featuresOf(failed));
  return failed.map(({ features }, i) => ({
    ...{ features, extraNoiseVariance: 0 },
    value: Math.max(mean[i]!, successes.offset),
  }));
}

export function featuresOf(entries: readonly Pick<Entry, 'features'>[]): Float64Array[] {
  return entries.map(({ features }) => features);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
