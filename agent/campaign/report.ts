/** A campaign as data: what was predicted, what came out, what failed and why. */
import type { CampaignConfig } from '../../config/campaign.js';
import type { Proposal } from '../../planner/planner.js';
import { measurementSd } from '../../planner/prediction.js';
import type { Failure, Outcome } from '../experiment/outcome.js';
import {
  experimentsOf,
  observationsOf,
  reasonsOf,
  type ExperimentRow,
  type ObservationRow,
} from '../record/experiments.js';
import type { LabRecord } from '../record/record.js';

/** A proposal as the record keeps it, beside its parameters. */
type Reasons = Omit<Proposal, 'parameters'>;

export interface Predicted {
  readonly mean: number;
  /** Of one measurement: model, source and noise together. */
  readonly sd: number;
}

export interface ReportedExperiment {
  readonly id: string;
  readonly attempt: number;
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly reason: string;
  /** Null for the initial design, which needs no model. */
  readonly predicted: Predicted | null;
  readonly observed: { readonly value: number; readonly sd: number } | null;
  /** (observed - predicted) over the predicted standard deviation of one measurement. */
  readonly zScore: number | null;
  readonly status: ExperimentRow['status'];
  readonly validity: Outcome['validity'] | null;
  readonly failure: Failure | null;
  /** Lab time. */
  readonly startedAt: string;
  readonly endedAt: string | null;
}

export interface Report {
  readonly campaign: string;
  readonly objective: CampaignConfig['objectives'][number];
  readonly experiments: readonly ReportedExperiment[];
  readonly best: { readonly id: string; readonly value: number } | null;
  readonly failures: Readonly<Record<string, number>>;
  /** Lab time from the first beginning to the last end, s. */
  readonly labTimeS: number;
}

export async function reportOf(
  record: LabRecord,
  campaignId: string,
  config: CampaignConfig,
): Promise<Report> {
  const objective = config.objectives[0]!;
  const rows = await experimentsOf(record.db, campaignId);
  const observations = await observationsOf(record.db, campaignId, objective.quantity);
  const reasons = await reasonsOf(record.db, campaignId);
  const byExperiment = new Map(observations.map((observation) => [observation.experimentId, observation]));
  const experiments = rows.map((row) =>
    reported(row, reasons.get(row.proposalId) as Reasons, byExperiment.get(row.id)),
  );
  return {
    campaign: config.name,
    objective,
    experiments,
    best: bestOf(experiments, objective.direction),
    failures: countFailures(experiments),
    labTimeS: spanS(rows),
  };
}

function reported(
  row: ExperimentRow,
  why: Reasons,
  observation: ObservationRow | undefined,
): ReportedExperiment {
  const predicted = why.prediction && { mean: why.prediction.mean, sd: measurementSd(why.prediction) };
  const observed =
    observation && observation.value !== null
      ? { value: observation.value, sd: observation.standardUncertainty ?? 0 }
      : null;
  return {
    id: row.id,
    attempt: row.attempt,
    parameters: row.parameters,
    reason: why.reason,
    predicted,
    observed,
    zScore: predicted && observed ? (observed.value - predicted.mean) / predicted.sd : null,
    status: row.status,
    validity: row.outcome?.validity ?? null,
    failure: row.outcome?.execution.failure ?? null,
    startedAt: row.startedLabAt,
    endedAt: row.endedLabAt,
  };
}

function bestOf(
  experiments: readonly ReportedExperiment[],
  direction: 'maximise' | 'minimise',
): Report['best'] {
  const sign = direction === 'maximise' ? 1 : -1;
  let best: Report['best'] = null;
  for (const { id, observed } of experiments) {
    if (observed && (best === null || sign * observed.value > sign * best.value))
      best = { id, value: observed.value };
  }
  return best;
}

function countFailures(experiments: readonly ReportedExperiment[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { failure } of experiments) {
    if (failure) counts[failure.cause] = (counts[failure.cause] ?? 0) + 1;
  }
  return counts;
}

function spanS(rows: readonly ExperimentRow[]): number {
  const starts = rows.map((row) => Date.parse(row.startedLabAt));
  const ends = rows.map((row) => Date.parse(row.endedLabAt ?? row.startedLabAt));
  return rows.length === 0 ? 0 : (Math.max(...ends) - Math.min(...starts)) / 1000;
}
