/** One experiment as the agent tells it (`GET experiments/<id>`). */
import type { Failure, Observed, Predicted } from './report.js';

export interface Prediction {
  readonly mean: number;
  readonly sdModel: number;
  readonly sdNoise: number;
  readonly sdSource?: number;
}

export interface Neighbour {
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly distance: number;
  readonly outcome: { readonly values: readonly (number | null)[] } | { readonly failedStage: string };
}

/** What the planner said when it proposed this, before the run. */
export interface Why {
  readonly reason: string;
  /** In the order of the objectives. */
  readonly predictions: readonly Prediction[] | null;
  readonly feasibility: Readonly<Record<string, number>>;
  readonly acquisition: { readonly name: string; readonly value: number };
  readonly neighbours: readonly Neighbour[];
  readonly runnerUp?: { readonly parameters: Readonly<Record<string, number | string>> };
  readonly modelHash: string | null;
  readonly dataHash: string;
  readonly seed: string | number;
  /** Of a person's proposal. */
  readonly byHand?: ByHand;
}

export interface ByHand {
  readonly actor: string;
  readonly note: string;
  readonly snapped: readonly string[];
  readonly instead?: { readonly proposal: string; readonly changed: readonly string[] };
  readonly unforetold?: string;
}

/** Whose it is and why, and what became of what was asked for. */
export function ownerOf({ actor, note, snapped, instead }: ByHand): string {
  const place = instead && `in the place of ${instead.proposal} (${instead.changed.join(', ')})`;
  const steps = snapped.length > 0 ? `made in the steps of the lab (${snapped.join(', ')})` : undefined;
  const about = [actor, place, steps].filter((part) => part !== undefined).join(', ');
  return note === '' ? about : `${about}: ${note}`;
}

/** What the planner proposes, before anything is done (`GET proposals/<id>`); never changed. */
export interface Proposal {
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly why: Why;
}

export interface Observation {
  readonly quantity: string;
  readonly value: number | null;
  readonly standardUncertainty: number | null;
  readonly unit: string;
  readonly quality: 'valid' | 'suspect' | 'invalid';
  readonly reason: string;
}

export interface Job {
  readonly id: string;
  readonly step: string;
  readonly instrument: string;
  readonly state: string;
  readonly rows: number;
}

export interface Experiment {
  readonly id: string;
  readonly attempt: number;
  readonly status: 'running' | 'completed' | 'failed' | 'aborted';
  readonly step: string | null;
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly startedLabAt: string;
  readonly endedLabAt: string | null;
  readonly outcome?: { readonly execution: { readonly failure?: Failure } };
  readonly why?: Why;
  readonly observations: readonly Observation[];
  readonly jobs: readonly Job[];
}

/** A cycle as it is kept. */
export interface StoredCycle {
  readonly cycle: Cycle;
}

/** Each cycle in numbers. Charge in A s. */
export interface Cycle {
  readonly cycle: number;
  readonly dischargeCapacityAs: number;
  readonly coulombicEfficiency: number | null;
  /** Charged, discharged and left behind; one under way has not discharged yet. */
  readonly complete: boolean;
  readonly quality: 'valid' | 'suspect' | 'invalid';
}

/** Variance of one measurement by where it comes from, as shares of 1. */
export function sharesOf({
  sdModel,
  sdNoise,
  sdSource = 0,
}: Prediction): readonly (readonly [string, number])[] {
  const parts = [
    ['measurement', sdNoise ** 2],
    ['source and instrument', sdSource ** 2],
    ['model', sdModel ** 2],
  ] as const;
  const sum = parts.reduce((total, [, variance]) => total + variance, 0);
  return parts.filter(([, variance]) => variance > 0).map(([name, variance]) => [name, variance / sum]);
}

export function predictedOf({ mean, sdModel, sdNoise, sdSource = 0 }: Prediction): Predicted {
  return { mean, sd: Math.hypot(sdModel, sdNoise, sdSource) };
}

/** What was observed of a quantity; undefined while there is no number. */
export function observedOf(observations: readonly Observation[], quantity: string): Observed | undefined {
  const found = observations.find((observation) => observation.quantity === quantity);
  return found && found.value !== null
    ? { value: found.value, sd: found.standardUncertainty ?? 0 }
    : undefined;
}
