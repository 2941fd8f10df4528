/** What a campaign's record means for the planner and for the queue. Pure functions of rows. */
import type { CampaignConfig } from '../../config/campaign.js';
import type { Observation, PlanRequest } from '../../planner/planner.js';
import type { Parameters } from '../record/lab-event.js';
import type { ExperimentRow, ObservationRow } from '../record/experiments.js';
import { byExperiment } from './by-experiment.js';
import { brokenOutcomes, wantedQuantities } from './kept-outcomes.js';
import { plannerSpace } from './search-space.js';

/** In the order in which a recipe meets them. */
export const STAGES = ['formulation', 'assembly', 'formation', 'cycling', 'characterisation'];

/**
 * How far cells built alike scatter, as a share of how far recipes do: their fade differs by about 10 %, that of
 * recipes by a factor of two to three.
 */
export const REPLICATE_SHARE = 0.4;

export interface History {
  readonly experiments: readonly ExperimentRow[];
  /** Of what the campaign aims for and bounds. */
  readonly observations: readonly ObservationRow[];
}

/** Proposals that are no experiments. */
export interface Undecided {
  /** For a person. */
  readonly waiting: readonly Parameters[];
  /** Refused by a person: pending for ever, so that others are proposed and nothing is learned of the recipe. */
  readonly unwanted: readonly Parameters[];
}

const NOTHING_UNDECIDED: Undecided = { waiting: [], unwanted: [] };

/** Asks for one more proposal. Only faults of recipes are told as failures; machine faults say nothing about a recipe. */
export function planRequest(
  campaign: CampaignConfig,
  { experiments, observations }: History,
  seed: string,
  { waiting, unwanted }: Undecided = NOTHING_UNDECIDED,
): PlanRequest {
  const measured = byExperiment(observations);
  return {
    space: plannerSpace(campaign),
    objectives: campaign.objectives.map(({ quantity, unit: _, ...aim }) => ({ name: quantity, ...aim })),
    constraints: campaign.outcomes.map(({ quantity, unit: _, ...bounds }) => ({ name: quantity, ...bounds })),
    observations: experiments.flatMap(({ id, parameters, outcome }) => {
      // A recipe that failed is told as a failure alone: the same point cannot have passed its stage as well.
      if (outcome?.execution.failure?.attribution === 'recipe') return [];
      const results = resultsOf(campaign, measured.get(id) ?? []);
      return Object.keys(results).length === 0 ? [] : [{ parameters, results }];
    }),
    failures: experiments.flatMap(({ parameters, outcome }) => {
      const failure = outcome?.execution.failure;
      return failure?.attribution === 'recipe' ? [{ parameters, stage: failure.stage }] : [];
    }),
    pending: [
      ...pendingOf(campaign, experiments),
      ...[...waiting, ...unwanted].map((parameters) => ({ parameters })),
    ],
    count: 1,
    seed,
    n0: campaign.planner.initialDesign + unwanted.length,
    stages: STAGES,
    replicateShare: REPLICATE_SHARE,
  };
}

/** Of what the campaign aims for and bounds, as far as it could be measured. */
function resultsOf(
  campaign: CampaignConfig,
  observations: readonly ObservationRow[],
): Observation['results'] {
  const wanted = new Set<string>(wantedQuantities(campaign));
  return Object.fromEntries(
    observations.flatMap(({ quantity, value, standardUncertainty: sd }) =>
      value === null || !wanted.has(quantity) ? [] : [[quantity, { value, ...(sd === null ? {} : { sd }) }]],
    ),
  );
}

function pendingOf(campaign: CampaignConfig, experiments: readonly ExperimentRow[]): PlanRequest['pending'] {
  const running = experiments.filter((experiment) => experiment.status === 'running');
  return [...running, ...toRepeat(campaign, experiments)].map(({ parameters }) => ({ parameters }));
}

/**
 * Experiments whose last try was lost without fault of the recipe (a machine's fault, as often as the campaign allows;
 * an operator's stop, always): their proposals come first, before anything new is planned.
 */
export function toRepeat(campaign: CampaignConfig, experiments: readonly ExperimentRow[]): ExperimentRow[] {
  const latest = new Map(experiments.map((experiment) => [experiment.proposalId, experiment]));
  return [...latest.values()].filter((experiment) => {
    const { status, outcome } = experiment;
    const failure = outcome?.execution.failure;
    if (failure?.attribution === 'operator') return true;
    return (
      status === 'failed' &&
      failure?.attribution === 'machine' &&
      machineTries(experiments, experiment) <= campaign.retries.machineFault
    );
  });
}

function machineTries(experiments: readonly ExperimentRow[], { proposalId }: ExperimentRow): number {
  return experiments.filter(
    ({ proposalId: of, status, outcome }) =>
      of === proposalId && status === 'failed' && outcome?.execution.failure?.attribution === 'machine',
  ).length;
}

/** Experiments that count against the budget: all but those an operator stopped. */
export function spent(experiments: readonly ExperimentRow[]): number {
  return experiments.filter((experiment) => experiment.status !== 'aborted').length;
}

/** The latest ended experiments in a row that were lost without fault of the recipe. A recipe that fails is a result. */
export function lossesInARow(experiments: readonly ExperimentRow[]): ExperimentRow[] {
  const ended = experiments
    .filter((experiment) => experiment.status === 'completed' || experiment.status === 'failed')
    .sort((a, b) => (a.endedLabAt ?? '').localeCompare(b.endedLabAt ?? ''))
    .reverse();
  const sound = ended.findIndex(({ status, outcome }) => {
    return status === 'completed' || outcome?.execution.failure?.attribution === 'recipe';
  });
  return sound < 0 ? ended : ended.slice(0, sound);
}

/** True when a valid observation is as good as the campaign wants it, of an experiment that keeps all bounds. */
export function reachesTarget(
  campaign: Pick<CampaignConfig, 'stop' | 'objectives' | 'outcomes'>,
  observations: readonly ObservationRow[],
): boolean {
  const { targetValue } = campaign.stop;
  if (targetValue === undefined) return false;
  const { quantity, direction } = campaign.objectives[0]!;
  const measured = byExperiment(observations);
  const sign = direction === 'maximise' ? 1 : -1;
  return observations.some(
    ({ value, ...of }) =>
      of.quantity === quantity &&
      of.quality === 'valid' &&
      value !== null &&
      sign * value >= sign * targetValue &&
      brokenOutcomes(campaign, measured.get(of.experimentId) ?? []).length === 0,
  );
}
