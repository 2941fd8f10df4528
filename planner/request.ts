/** What the planner is asked, as plain JSON. */
import type { Parameters, Space } from './space/space.js';

export interface Objective {
  readonly name: string;
  readonly direction: 'minimise' | 'maximise';
  /**
   * Among several objectives: what is no better than this is worth nothing, however good the rest (the objective's part of
   * the reference point of the hypervolume), in its unit. Absent: taken from the results.
   */
  readonly referenceValue?: number;
}

/** A measured quantity that is no objective and has to keep to `min`, `max` or both, in its unit. */
export interface OutcomeConstraint {
  readonly name: string;
  readonly min?: number;
  readonly max?: number;
}

/** Whom a value can be had from, and for how much. */
export interface Source {
  readonly name: string;
  /** Of one experiment, in any unit that all sources share; above 0. */
  readonly cost: number;
  /** `low`: its values resemble the true ones, by how much is to be learned. */
  readonly fidelity: 'high' | 'low';
}

/** `sd` is the standard uncertainty where it is known beforehand, beside the noise that the model learns. */
export interface Result {
  readonly value: number;
  readonly sd?: number;
  /** The true value is beyond `value`, as when a test was stopped early. */
  readonly censored?: 'above' | 'below';
  /** Channel or station that measured it. */
  readonly instrument?: string;
}

/** A finished experiment. What could not be measured of an objective or a constrained quantity is left out. */
export interface Observation {
  readonly parameters: Parameters;
  /** By the name of the objective or the constraint. */
  readonly results: Readonly<Record<string, Result>>;
  /** Laboratory, paper, database or simulator; those not listed in the request are of high fidelity. */
  readonly source?: string;
}

/** A recipe fault: the recipe itself could not pass `stage`. Faults of machines are not reported here. */
export interface FailedPoint {
  readonly parameters: Parameters;
  readonly stage: string;
}

/** Everything that was found out of one experiment that has ended, or that others know of a recipe, for the generative model. */
export interface Finding {
  readonly parameters: Parameters;
  /** Who knows it, if not the laboratory that plans. */
  readonly source?: string;
  /** Values of objectives and constrained quantities, by name. */
  readonly results: Readonly<Record<string, number>>;
  /** What else was measured, by domain and quantity; quantities that span decades as logarithms. */
  readonly measured: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Whether the recipe passed all stages; undefined where nobody can say. */
  readonly succeeded?: boolean;
}

/** Proposed and not yet finished, in whatever state. */
export interface Pending {
  readonly parameters: Parameters;
  readonly source?: string;
}

export interface PlanRequest {
  readonly space: Space;
  /** One or more; each name once. */
  readonly objectives: readonly Objective[];
  /** Each name once, and not that of an objective; none when absent. */
  readonly constraints?: readonly OutcomeConstraint[];
  readonly observations: readonly Observation[];
  readonly failures: readonly FailedPoint[];
  readonly pending: readonly Pending[];
  /** The only points that can be had, such as the rows of a table; absent: every point of the space. */
  readonly among?: readonly Parameters[];
  /** Points of the space to look at beside those that the search finds itself. */
  readonly candidates?: readonly Parameters[];
  /** What a generative model may learn from; the other models do not look at it. */
  readonly findings?: readonly Finding[];
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
  /**
   * Where the next values may be bought, at least one of high fidelity; proposals then name one. More than one only for one
   * objective: what knowledge is worth is not defined among several.
   */
  readonly sources?: readonly Source[];
  /**
   * By objective: the factor above 1 by which the standard deviations of its model are multiplied, because earlier predictions
   * were too narrow; the means stay. Absent: none.
   */
  readonly widening?: Readonly<Record<string, number>>;
  /** Sources of low fidelity of which values are known and no more can be bought, such as tables. */
  readonly lowFidelity?: readonly string[];
  /** `false`: proposals come without predictions, which take longer than to choose them when results are few. */
  readonly foretell?: boolean;
  /** Permits a labelled replicate when a measured point is worth more than any new one. */
  readonly allowReplicates?: boolean;
}
