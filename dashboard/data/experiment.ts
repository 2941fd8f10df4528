/** One experiment as the agent tells it (`GET experiments/<id>`). */
import { phrase } from './format.js';
import type { CameOut, Failure, Limit, Predicted } from './report.js';

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
  const changes = [place, steps].flatMap((part) => (part === undefined ? [] : [phrase(part)]));
  const about = [actor, ...changes].join(', ');
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
  readonly outcome?: {
    readonly execution: { readonly failure?: Failure };
    /** Quantities of which only a limit is known. */
    readonly result?: { readonly censored?: Readonly<Record<string, Limit['side']>> };
  };
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

/** What an experiment has shown so far. */
export type Shown = Pick<Experiment, 'observations' | 'outcome'>;

/** What came out of a quantity, as the report tells it of an objective; nothing while there is no number. */
export function cameOutOf({ observations, outcome }: Shown, quantity: string): CameOut {
  const found = observations.find((observation) => observation.quantity === quantity);
  if (!found || found.value === null) return { observed: null };
  const { value, standardUncertainty } = found;
  const side = outcome?.result?.censored?.[quantity];
  if (side) return { observed: null, limit: { value, side } };
  return { observed: { value, sd: standardUncertainty ?? 0 } };
}
