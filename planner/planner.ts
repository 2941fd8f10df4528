/** The planner's vocabulary: what it is asked and what it answers, as plain JSON. */
import type { Parameters, Space } from './space/space.js';

export interface Objective {
  readonly name: string;
  readonly direction: 'minimise' | 'maximise';
}

/** Whom a value can be had from, and for how much. */
export interface Source {
  readonly name: string;
  /** Of one value, in any unit that all sources share; above 0. */
  readonly cost: number;
  /** `low`: its values resemble the true ones, by how much is to be learned. */
  readonly fidelity: 'high' | 'low';
}

/** A result. `sd` is its standard uncertainty where it is known beforehand, beside the noise that the model learns. */
export interface Observation {
  readonly parameters: Parameters;
  readonly value: number;
  readonly sd?: number;
  /** Laboratory, paper, database or simulator; those not listed in the request are of high fidelity. */
  readonly source?: string;
  /** Channel, station or robot. */
  readonly instrument?: string;
  /** The true value is beyond `value`, as when a test was stopped early. */
  readonly censored?: 'above' | 'below';
}

/** A recipe fault: the recipe itself could not pass `stage`. Faults of machines are not reported here. */
export interface FailedPoint {
  readonly parameters: Parameters;
  readonly stage: string;
}

/** Proposed and not yet finished, in whatever state. */
export interface Pending {
  readonly parameters: Parameters;
  readonly source?: string;
}

export interface PlanRequest {
  readonly space: Space;
  readonly objective: Objective;
  readonly observations: readonly Observation[];
  readonly failures: readonly FailedPoint[];
  readonly pending: readonly Pending[];
  /** The only points that can be had, such as the rows of a table; absent: every point of the space. */
  readonly among?: readonly Parameters[];
  /** How many proposals are wanted. */
  readonly count: number;
  /** The same request with the same seed gives the same proposals. */
  readonly seed: string | number;
  /** Experiments (finished, failed or pending) of the initial, space-filling design. */
  readonly n0: number;
  /** Stages in the order in which a recipe meets them: a failure in one means that the earlier ones were passed. */
  readonly stages?: readonly string[];
  /**
   * How far replicates of one recipe scatter, as a share of the scatter between recipes, by experience: where the model
   * begins to learn its noise. Absent: results may be exact.
   */
  readonly replicateShare?: number;
  /** Where the next values may be bought; proposals then name one of them. At least one of high fidelity. */
  readonly sources?: readonly Source[];
  /** Permits a labelled replicate when a measured point is worth more than any new one. */
  readonly allowReplicates?: boolean;
}

/** What is expected of a point, in the objective's unit. The kinds of uncertainty are independent: variances add. */
export interface Prediction {
  readonly mean: number;
  /** Epistemic: what the model does not know yet. */
  readonly sdModel: number;
  /** Aleatoric: noise of one measurement. */
  readonly sdNoise: number;
  /** Bias and discrepancy of the source and the instrument of the measurement, where these are modelled. */
  readonly sdSource?: number;
}

/** A past experiment near a proposal. */
export interface Neighbour {
  readonly parameters: Parameters;
  /** In feature space, where the range of one variable is 1. */
  readonly distance: number;
  /** The measured value, or the stage in which it failed. */
  readonly outcome: { readonly value: number } | { readonly failedStage: string };
}

export type Reason = 'initial design' | 'acquisition' | 'replicate' | 'comparison';

export interface Acquisition {
  readonly name: 'log noisy expected improvement' | 'maximin distance' | 'knowledge gradient per cost' | 'evidence';
  /**
   * Log of the standardised improvement times the probability of feasibility; or of the distance times it; or of the
   * standardised gain of knowledge times it, over the cost of the source; or log Bayes factor for the source compared.
   */
  readonly value: number;
}

/** A point to try, and why. */
export interface Proposal {
  readonly parameters: Parameters;
  /** Where to have it measured, when the request offers sources. */
  readonly source?: string;
  /** Log Bayes factor of each source of low fidelity, above 3 for those that are learned from. */
  readonly evidence?: Readonly<Record<string, number>>;
  readonly reason: Reason;
  /** Null where no model is asked: in the initial design, and for values of a source that is yet to be judged. */
  readonly prediction: Prediction | null;
  /** Probability of passing each stage that has failed before. */
  readonly feasibility: Readonly<Record<string, number>>;
  readonly acquisition: Acquisition;
  /** The three nearest experiments, nearest first. */
  readonly neighbours: readonly Neighbour[];
  /** The best clearly different candidate, to see how much the choice matters. */
  readonly runnerUp?: { readonly parameters: Parameters; readonly acquisition: number };
  /** SHA-256 (first 16 hexadecimal digits) of the fitted models, rounded to 9 digits; null without a model. */
  readonly modelHash: string | null;
  /** The same of space, objective, observations, failures and pending points. */
  readonly dataHash: string;
  readonly seed: string | number;
}
