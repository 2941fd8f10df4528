/** What inverse design is asked and what it answers, as plain JSON. */
import type { Prediction } from '../proposal.js';
import type { OutcomeConstraint, PlanRequest } from '../request.js';
import type { Parameters } from '../space/space.js';
import type { Together } from './together.js';

/**
 * Recipes for which measured quantities lie where they are wanted. Observations without a source are of the laboratory that
 * designs; others have a bias of their own.
 */
export interface DesignRequest extends Pick<
  PlanRequest,
  'space' | 'observations' | 'lowFidelity' | 'failures' | 'stages' | 'replicateShare' | 'seed'
> {
  /** Quantities of which `replicateShare` is known to a factor of 1.4; of others by its order. */
  readonly replicatesKnown?: readonly string[];
  /** One or more; each name once and a quantity of the observations, in its unit. */
  readonly targets: readonly OutcomeConstraint[];
  /** How many recipes are wanted. */
  readonly count: number;
}

/** What is foretold of one quantity of a recipe. */
export interface Foreseen extends Prediction {
  readonly name: string;
  /** Central 90 % interval of one measurement, in the quantity's unit. */
  readonly interval: readonly [number, number];
  /** That one measurement meets the target, 0..1. */
  readonly probability: number;
}

/** A recipe inside the space and on its steps. */
export interface Design {
  readonly parameters: Parameters;
  /** That one experiment with the recipe passes every stage and its measurement meets every target, 0..1. */
  readonly probability: number;
  /** Of passing each stage in which something failed before. */
  readonly feasibility: Readonly<Record<string, number>>;
  /** In the order of the targets. */
  readonly quantities: readonly Foreseen[];
  /** Nearest recipe that was tried, low fidelity apart, in feature space, where the range of one variable is 1; 0: this one. */
  readonly distanceToTried: number;
}

export interface DesignAnswer {
  /** The likeliest first; no two alike. */
  readonly designs: readonly Design[];
  /** The same probability for recipes drawn from the space by chance, their mean: what designing is worth. */
  readonly probabilityByChance: number;
  /** How many of them succeed and meet every target when each is tried once. */
  readonly together: Together;
  /** By quantity: how much wider the predictions were made, because recipes held out were foretold too surely; 1: not. */
  readonly widening: Readonly<Record<string, number>>;
  /**
   * By quantity, on recipes held out: what its model saves of the ranked probability score against always foretelling the
   * results' own scatter. 1 is perfect, 0 knows nothing; null with too few results.
   */
  readonly skill: Readonly<Record<string, number | null>>;
  /** By quantity: sources of low fidelity that know it and that its model does not believe. */
  readonly disbelieved: Readonly<Record<string, readonly string[]>>;
  /** Quantities of which no result so far, low fidelity apart, lies where it is wanted. */
  readonly extrapolated: readonly string[];
}
