/** What the planner answers, as plain JSON. */
import type { Parameters } from './space/space.js';

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

/** One of several models that predict the same. */
export interface ExpertOpinion {
  readonly expert: 'Gaussian process' | 'generative model';
  /** By objective: its part in the predictions that are told. For each objective the weights sum to 1. */
  readonly weights: readonly number[];
  readonly predictions: readonly Prediction[];
}

/** What the generative model had to do with a proposal, and which model it was. */
export interface SecondOpinion {
  /** SHA-256 (first 16 hexadecimal digits) of the model as it is stored, and of the rows that it learned from. */
  readonly modelHash: string;
  readonly dataHash: string;
  /** `tfjs-node`, `tfjs-wasm` or `tfjs-cpu`. */
  readonly engine: string;
  /** Findings that it learned from. */
  readonly rows: number;
  /** Share of the recipes that it learned from which are less strange to it, 0..1. */
  readonly novelty: number;
  /** Who said what; the mixture is in the proposal's `predictions`. */
  readonly experts: readonly ExpertOpinion[];
}

/** A past experiment near a proposal. */
export interface Neighbour {
  readonly parameters: Parameters;
  /** In feature space, where the range of one variable is 1. */
  readonly distance: number;
  /** Whose result it is, where that is known. */
  readonly source?: string;
  /** The values in the order of the objectives, null where not measured; or the stage in which it failed. */
  readonly outcome: { readonly values: readonly (number | null)[] } | { readonly failedStage: string };
}

export type Reason = 'initial design' | 'acquisition' | 'replicate' | 'comparison';

export interface Acquisition {
  readonly name:
    | 'log noisy expected improvement'
    | 'log noisy expected hypervolume improvement'
    | 'log noisy expected improvement of a scalarisation'
    | 'knowledge gradient per cost'
    | 'evidence'
    | 'maximin distance';
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
  /** Log Bayes factor of each source of low fidelity: above 3 it is learned from. */
  readonly evidence?: Readonly<Record<string, number>>;
  readonly reason: Reason;
  /** In the order of the objectives; null where no model is asked: in the initial design, for a source yet to be judged, unwanted. */
  readonly predictions: readonly Prediction[] | null;
  /** As the request had it: `predictions` are that much wider than the models alone would make them. */
  readonly widening?: Readonly<Record<string, number>>;
  /** Probability of passing each stage that has failed before, and of keeping each constraint, by name. */
  readonly feasibility: Readonly<Record<string, number>>;
  readonly acquisition: Acquisition;
  /** The three nearest experiments, nearest first. */
  readonly neighbours: readonly Neighbour[];
  /** Of the generative model where one was asked for; or why it had nothing to say. */
  readonly generative?: SecondOpinion | { readonly silent: string };
  /** The best clearly different candidate, to see how much the choice matters. */
  readonly runnerUp?: { readonly parameters: Parameters; readonly acquisition: number };
  /** SHA-256 (first 16 hexadecimal digits) of the fitted models, rounded to 9 digits; null without a model. */
  readonly modelHash: string | null;
  /** The same of space, objectives, constraints, observations, failures, pending points, sources and candidates. */
  readonly dataHash: string;
  readonly seed: string | number;
}
