/** What the planner foretold of each experiment before it began, held against what came out. Pure functions of rows. */
import type { CampaignConfig } from '../../config/campaign.js';
import type { Foretold, NamedChance, QuantityForecast } from '../../planner/calibration/report.js';
import { measurementSd } from '../../planner/prediction.js';
import { byExperiment } from '../campaign/by-experiment.js';
import { STAGES, type History } from '../campaign/history.js';
import { reasonsFrom, type Reasons } from '../campaign/reasons.js';
import { limitOf } from '../experiment/outcome.js';
import type { ExperimentRow, ObservationRow } from '../record/experiments.js';

type Aims = Pick<CampaignConfig, 'objectives' | 'outcomes'>;

/** What a campaign's record tells of its predictions. */
export interface Told extends History {
  /** The planner's reasons, by proposal. */
  readonly reasons: ReadonlyMap<string, unknown>;
}

/**
 * Predictions of proposals that had a model. Experiments lost to machines or operators say nothing; a recipe that failed says
 * something of its stages alone; of a cell that was ended early, what is a limit and no result says nothing. A prediction
 * that had been widened counts as it was before, so that the verdict is about the model.
 */
export function foretoldBefore(
  aims: Aims,
  { experiments, observations, reasons, measuredBy = () => undefined }: Told,
): Foretold {
  const measured = byExperiment(observations);
  const told = experiments.flatMap((row) => {
    const why = reasonsFrom(reasons.get(row.proposalId) ?? {});
    const own = (measured.get(row.id) ?? []).filter(({ quantity }) => !limitOf(row.outcome, quantity));
    return why.predictions ? [{ row, why, own }] : [];
  });
  return {
    forecasts: told.flatMap(({ row, why, own }) =>
      isRecipeFault(row) ? [] : forecastsOf(aims, why, own, (quantity) => measuredBy(row.id, quantity)),
    ),
    chances: told.flatMap(({ row, why, own }) => chancesOf(aims, row, why, own)),
  };
}

function isRecipeFault({ outcome }: ExperimentRow): boolean {
  return outcome?.execution.failure?.attribution === 'recipe';
}

function forecastsOf(
  { objectives }: Aims,
  { predictions, widening = {}, source }: Reasons,
  observations: readonly ObservationRow[],
  instrumentOf: (quantity: string) => string | undefined,
): QuantityForecast[] {
  return objectives.flatMap(({ quantity }, k) => {
    const prediction = predictions?.[k];
    const value = observations.find((one) => one.quantity === quantity)?.value ?? null;
    if (!prediction || value === null) return [];
    const sd = measurementSd(prediction) / (widening[quantity] ?? 1);
    const instrument = instrumentOf(quantity);
    return [{ quantity, mean: prediction.mean, sd, value, source, instrument }];
  });
}

function chancesOf(
  { outcomes }: Aims,
  row: ExperimentRow,
  { feasibility }: Reasons,
  observations: readonly ObservationRow[],
): NamedChance[] {
  return Object.entries(feasibility).flatMap(([name, probability]): NamedChance[] => {
    const bounds = outcomes.find(({ quantity }) => quantity === name);
    const came = bounds ? isKept(bounds, observations) : isPassed(row, name);
    return came === undefined ? [] : [{ name, probability, came }];
  });
}

/** Undefined for a quantity that could not be measured. */
function isKept(
  { quantity, min = -Infinity, max = Infinity }: Aims['outcomes'][number],
  observations: readonly ObservationRow[],
): boolean | undefined {
  const value = observations.find((one) => one.quantity === quantity)?.value ?? null;
  return value === null ? undefined : value >= min && value <= max;
}

/** Undefined when the experiment never came to the stage, or was lost without fault of the recipe. */
function isPassed(row: ExperimentRow, stage: string): boolean | undefined {
  if (!isRecipeFault(row)) return row.status === 'completed' ? true : undefined;
  const ended = STAGES.indexOf(row.outcome!.execution.failure!.stage);
  const asked = STAGES.indexOf(stage);
  return asked > ended ? undefined : asked < ended;
}
