/** What a method is tried on: a space, what is aimed for, and something that answers. */
import type { Rng } from '../../core/rng.js';
import type { Objective, PlanRequest } from '../request.js';
import type { Parameters, Space } from '../space/space.js';

/** What a recipe of a table or a function fails at, as a whole: nothing is known of stages. */
export const STAGE = 'experiment';

/** One value for each objective. */
export type Values = readonly number[];

export interface Answer {
  /** What an experimenter would see. */
  readonly observed: Values;
  /** The same without noise, as far as it is known. */
  readonly truth: Values;
}

/** What came of an experiment, which costs whatever comes of it. */
export interface Outcome {
  /** Null when it failed. */
  readonly answer: Answer | null;
  readonly cost?: number;
}

/** Which experiment of which run is asked for. */
export interface Asked {
  readonly seed: number;
  /** From 0, experiments of the initial design included. */
  readonly index: number;
  /** The run's own chance, such as which replicate is drawn. */
  readonly rng: Rng;
}

export interface Task {
  readonly space: Space;
  readonly objectives: readonly Objective[];
  /** What each objective must be better than to count, where there are several. */
  readonly referencePoint?: Values;
  /** The only points that can be had, no two alike. */
  readonly among?: readonly Parameters[];
  /** What other sources know beforehand. */
  readonly elsewhere?: Required<Pick<PlanRequest, 'observations' | 'lowFidelity'>>;
  /** The value of the one objective that the best `share` of all points reach; undefined where nobody knows. */
  threshold?(share: number): number;
  measure(parameters: Parameters, asked: Asked): Promise<Outcome>;
}
