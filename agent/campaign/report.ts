/** A campaign as data: what was predicted, what came out, what failed and why. */
import type { CampaignConfig } from '../../config/campaign.js';
import type { Prediction } from '../../planner/proposal.js';
import { RECIPE_VOCABULARY, type SettingName } from '../../config/recipe-vocabulary.js';
import { nonDominated } from '../../planner/pareto.js';
import { measurementSd } from '../../planner/prediction.js';
import { limitOf, type Failure, type Outcome } from '../experiment/outcome.js';
import {
  experimentsOf,
  observationsOf,
  reasonsOf,
  type ExperimentRow,
  type ObservationRow,
} from '../record/experiments.js';
import type { LabRecord } from '../record/record.js';
import { byExperiment } from './by-experiment.js';
import { brokenOutcomes, wantedQuantities } from './kept-outcomes.js';
import { reasonsFrom, type Reasons } from './reasons.js';

export interface Predicted {
  readonly mean: number;
  /** Of one measurement: model, source and noise together. */
  readonly sd: number;
}

/** What was expected and what came out of one objective, in its unit. */
export interface ReportedResult {
  /** Null for the initial design, which needs no model. */
  readonly predicted: Predicted | null;
  readonly observed: { readonly value: number; readonly sd: number } | null;
  /** Of a cell that was ended early: the value at its end would lie above or below this. */
  readonly limit?: { readonly value: number; readonly side: 'above' | 'below' };
  /** (observed - predicted) over the predicted standard deviation of one measurement. */
  readonly zScore: number | null;
}

export interface ReportedExperiment {
  readonly id: string;
  readonly attempt: number;
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly reason: string;
  /** In the order of the objectives. */
  readonly results: readonly ReportedResult[];
  /** What was measured out of the bounds that the campaign sets to outcomes, as phrases. */
  readonly broken: readonly string[];
  readonly status: ExperimentRow['status'];
  readonly validity: Outcome['validity'] | null;
  readonly failure: Failure | null;
  /** Lab time. */
  readonly startedAt: string;
  readonly endedAt: string | null;
}

export type Objectives = CampaignConfig['objectives'];

export interface Report {
  readonly campaign: string;
  readonly objectives: Objectives;
  readonly experiments: readonly ReportedExperiment[];
  /** UCUM units of the parameters of the experiments, by name; none for one that is a name itself. */
  readonly units: Readonly<Record<string, string>>;
  /**
   * Measured in every objective, inside all bounds and beaten by none in all objectives, with the values in the order of the objectives: the
   * one best experiment of a single objective, the Pareto front of several, best first in the first.
   */
  readonly best: readonly { readonly id: string; readonly values: readonly number[] }[];
  /** Experiments that failed, by cause. */
  readonly failures: Readonly<Record<string, number>>;
  /** Experiments that were completed all the same, by what was found on them. */
  readonly findings: Readonly<Record<string, number>>;
  /** Lab time from the first beginning to the last end, s. */
  readonly labTimeS: number;
}

export async function reportOf(
  record: LabRecord,
  campaignId: string,
  config: CampaignConfig,
): Promise<Report> {
  const { objectives } = config;
  const rows = await experimentsOf(record.db, campaignId);
  const observations = byExperiment(await observationsOf(record.db, campaignId, wantedQuantities(config)));
  const reasons = await reasonsOf(record.db, campaignId);
  const experiments = rows.map((row) =>
    reported(row, config, reasonsFrom(reasons.get(row.proposalId)), observations.get(row.id) ?? []),
  );
  return {
    campaign: config.name,
    objectives,
    experiments,
    units: unitsOf(experiments),
    best: bestOf(experiments, objectives),
    failures: countCauses(experiments, 'failed'),
    findings: countCauses(experiments, 'completed'),
    labTimeS: spanS(rows),
  };
}

function reported(
  row: ExperimentRow,
  config: CampaignConfig,
  why: Reasons,
  observations: readonly ObservationRow[],
): ReportedExperiment {
  return {
    id: row.id,
    attempt: row.attempt,
    parameters: row.parameters,
    reason: why.reason,
    results: config.objectives.map(({ quantity }, k) =>
      resultOf(
        why.predictions?.[k],
        observations.find((observation) => observation.quantity === quantity),
        limitOf(row.outcome, quantity),
      ),
    ),
    broken: brokenOutcomes(config, observations),
    status: row.status,
    validity: row.outcome?.validity ?? null,
    failure: row.outcome?.execution.failure ?? null,
    startedAt: row.startedLabAt,
    endedAt: row.endedLabAt,
  };
}

function resultOf(
  prediction: Prediction | undefined,
  observation: ObservationRow | undefined,
  side: 'above' | 'below' | undefined,
): ReportedResult {
  const predicted = prediction ? { mean: prediction.mean, sd: measurementSd(prediction) } : null;
  const value = observation?.value ?? null;
  if (side && value !== null) return { predicted, observed: null, limit: { value, side }, zScore: null };
  const observed = value === null ? null : { value, sd: observation?.standardUncertainty ?? 0 };
  const zScore = predicted && observed ? (observed.value - predicted.mean) / predicted.sd : null;
  return { predicted, observed, zScore };
}

function unitsOf(experiments: readonly ReportedExperiment[]): Record<string, string> {
  const names = new Set(experiments.flatMap(({ parameters }) => Object.keys(parameters)));
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const unit = isSetting(name)
        ? RECIPE_VOCABULARY[name].unit
        : name.startsWith('stock.')
          ? 'L/L'
          : undefined;
      return unit === undefined ? [] : [[name, unit]];
    }),
  );
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(RECIPE_VOCABULARY, name);
}

function bestOf(experiments: readonly ReportedExperiment[], objectives: Objectives): Report['best'] {
  const measured = experiments.flatMap(({ id, results, broken }) => {
    const values = results.flatMap(({ observed }) => observed?.value ?? []);
    return values.length === objectives.length && broken.length === 0 ? [{ id, values }] : [];
  });
  const signs = objectives.map(({ direction }) => (direction === 'minimise' ? 1 : -1));
  const losses = measured.map(({ values }) => values.map((value, k) => signs[k]! * value));
  return nonDominated(losses)
    .sort((a, b) => losses[a]![0]! - losses[b]![0]!)
    .map((index) => measured[index]!);
}

function countCauses(
  experiments: readonly ReportedExperiment[],
  end: ReportedExperiment['status'],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, failure } of experiments) {
    if (failure && status === end) counts[failure.cause] = (counts[failure.cause] ?? 0) + 1;
  }
  return counts;
}

function spanS(rows: readonly ExperimentRow[]): number {
  const starts = rows.map((row) => Date.parse(row.startedLabAt));
  const ends = rows.map((row) => Date.parse(row.endedLabAt ?? row.startedLabAt));
  return rows.length === 0 ? 0 : (Math.max(...ends) - Math.min(...starts)) / 1000;
}
