/** What a campaign's record means for the planner and for the queue. Pure functions of rows. */
import type { CampaignConfig } from '../../config/campaign.js';
import { cellsOf } from '../../config/sources.js';
import type { Observation, PlanRequest } from '../../planner/request.js';
import type { Outcome } from '../experiment/outcome.js';
import type { Parameters } from '../record/bodies/campaign.js';
import type { ExperimentRow, ObservationRow } from '../record/experiments.js';
import { byExperiment } from './by-experiment.js';
import { FIGURE_NAMES, findingsElsewhere, findingsOf } from './findings.js';
import { brokenOutcomes, wantedQuantities } from './kept-outcomes.js';
import { NOTHING_ELSEWHERE, type Elsewhere } from '../sources/elsewhere.js';
import type { MeasuredBy } from './measured-by.js';
import { plannerSpace } from './search-space.js';
import { sharesLeft } from './stock-mixture.js';

/** In the order in which a recipe meets them. */
export const STAGES = ['formulation', 'assembly', 'formation', 'cycling', 'characterisation'];

/**
 * How far cells built alike scatter, as a share of how far recipes do: their fade differs by about 10 %, that of
 * recipes by a factor of two to three.
 */
export const REPLICATE_SHARE = 0.4;
/** What that is known of; of other figures it is a guess. */
export const REPLICATES_KNOWN = ['capacity_retention'];

export interface History {
  readonly experiments: readonly ExperimentRow[];
  /** At least of what the campaign aims for and bounds. */
  readonly observations: readonly ObservationRow[];
  /** Nobody is known where absent. */
  readonly measuredBy?: MeasuredBy;
}

/** Proposals that are no experiments. */
export interface Undecided {
  /** For a person. */
  readonly waiting: readonly Parameters[];
  /** Refused by a person: pending for ever, so that others are proposed and nothing is learned of the recipe. */
  readonly unwanted: readonly Parameters[];
}

/** The quantities that a plan is made from: all there are where a generative model learns, else those that are wanted. */
export function quantitiesToPlan(campaign: CampaignConfig): readonly string[] {
  return campaign.planner.generative === 'off' ? wantedQuantities(campaign) : FIGURE_NAMES;
}

/** What recipes gave and which of them failed, with the results of some quantities. */
export function triedRecipes(
  { experiments, observations, measuredBy = () => undefined }: History,
  quantities: readonly string[],
): Pick<PlanRequest, 'observations' | 'failures'> {
  const measured = byExperiment(observations);
  return {
    observations: experiments.flatMap(({ id, parameters, outcome }) => {
      // A recipe that failed is told as a failure alone: the same point cannot have passed its stage as well.
      if (outcome?.execution.failure?.attribution === 'recipe') return [];
      const results = resultsOf(quantities, measured.get(id) ?? [], measuredBy, outcome?.result.censored);
      return Object.keys(results).length === 0 ? [] : [{ parameters, results }];
    }),
    failures: experiments.flatMap(({ parameters, outcome }) => {
      const failure = outcome?.execution.failure;
      return failure?.attribution === 'recipe' ? [{ parameters, stage: failure.stage }] : [];
    }),
  };
}

/** What is known beside the campaign's own cells. */
export interface Beside extends Partial<Undecided> {
  readonly elsewhere?: Elsewhere;
  readonly widening?: PlanRequest['widening'];
}

/** Asks for one more proposal. Only faults of recipes are told as failures; machine faults say nothing about a recipe. */
export function planRequest(
  campaign: CampaignConfig,
  history: History,
  seed: string,
  { elsewhere = NOTHING_ELSEWHERE, widening = {}, waiting = [], unwanted = [] }: Beside = {},
): PlanRequest {
  const { name: source, cost } = cellsOf(campaign);
  // Proposals that wait for a person are mixed from the same bottles.
  const used = [...history.experiments.map(({ parameters }) => parameters), ...waiting];
  const { observations, failures } = triedRecipes(history, wantedQuantities(campaign));
  return {
    space: plannerSpace(campaign, sharesLeft(campaign.stocks, used)),
    objectives: campaign.objectives.map(({ quantity, unit: _, ...aim }) => ({ name: quantity, ...aim })),
    constraints: campaign.outcomes.map(({ quantity, unit: _, ...bounds }) => ({ name: quantity, ...bounds })),
    observations: [...elsewhere.observations, ...observations.map((own) => ({ ...own, source }))],
    failures,
    pending: [
      ...elsewhere.pending,
      ...pendingOf(campaign, history.experiments),
      ...[...waiting, ...unwanted].map((parameters) => ({ parameters })),
    ],
    sources: [{ name: source, cost, fidelity: 'high' }, ...elsewhere.offers],
    ...(elsewhere.lowFidelity.length > 0 && { lowFidelity: elsewhere.lowFidelity }),
    count: 1,
    seed,
    n0: campaign.planner.initialDesign + unwanted.length,
    ...(campaign.planner.generative !== 'off' && {
      findings: [
        ...findingsOf(campaign, history.experiments, history.observations),
        ...findingsElsewhere(elsewhere),
      ],
    }),
    stages: STAGES,
    replicateShare: REPLICATE_SHARE,
    ...(Object.keys(widening).length > 0 && { widening }),
  };
}

/** As far as they could be measured. */
function resultsOf(
  quantities: readonly string[],
  observations: readonly ObservationRow[],
  measuredBy: MeasuredBy,
  limits: NonNullable<Outcome['result']['censored']> = {},
): Observation['results'] {
  const wanted = new Set<string>(quantities);
  return Object.fromEntries(
    observations.flatMap(({ experimentId, quantity, value, standardUncertainty: sd }) => {
      if (value === null || !wanted.has(quantity)) return [];
      const instrument = measuredBy(experimentId, quantity);
      const censored = limits[quantity];
      const about = { ...(instrument && { instrument }), ...(censored && { censored }) };
      return [[quantity, { value, ...(sd !== null && { sd }), ...about }]];
    }),
  );
}

function pendingOf(campaign: CampaignConfig, experiments: readonly ExperimentRow[]): PlanRequest['pending'] {
  const running = experiments.filter((experiment) => experiment.status === 'running');
  const { name: source } = cellsOf(campaign);
  return [...running, ...toRepeat(campaign, experiments)].map(({ parameters }) => ({ parameters, source }));
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
