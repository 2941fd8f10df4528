import { DESIGN_EFFORT, DESIGN_FOLDS, FIRM_REPLICATE_LOG_VARIANCE_SD } from '../choices.js';
import { foretellHeldOut, type HoldingOut } from '../calibration/held-out.js';
import { scaleFactor } from '../calibration/recalibration.js';
import { scoreForecasts } from '../calibration/scores.js';
import { historyOf, type History } from '../history.js';
import { widenLoss, type LossModel } from '../loss-model.js';
import { fitModels, measuredLosses, predict, type Chance } from '../models.js';
import { OutcomeModel } from '../outcome-model.js';
import { PlannerError } from '../planner-error.js';
import type { OutcomeConstraint, PlanRequest, Prediction } from '../planner.js';
import { measurementSd } from '../prediction.js';
import type { Warp } from '../surrogate/warp.js';
import { widenGp } from '../surrogate/widen.js';
import { AverageChance } from './average-chance.js';
import { bentBounds, bentObservations, scalesOf } from './bent-scales.js';
import type { DesignRequest, Foreseen } from './request.js';
import type { Hurdle } from './together.js';
import { unbent } from './unbent.js';

/** A quantity with a model of its own cannot be had from fewer. */
const LEAST_RESULTS_OF_A_TARGET = 3;

/** One target: what is foretold of its quantity, and how likely one measurement meets it. */
export interface Aim {
  readonly target: OutcomeConstraint;
  readonly chance: Chance;
  /** The same by a few of the models. */
  readonly guide: Chance;
  readonly hurdle: Hurdle;
  readonly widening: number;
  /** On recipes held out; see `DesignAnswer`. */
  readonly skill: number | null;
  foresee(features: Float64Array): Foreseen;
}

/** The request as the models have it: the targets are what is learned, and their values are the losses themselves. */
function planRequestOf({ targets, ...request }: DesignRequest): PlanRequest {
  const names = new Set(targets.map(({ name }) => name));
  return {
    ...request,
    objectives: targets.map(({ name }) => ({ name, direction: 'minimise' })),
    observations: request.observations.map((one) => ({
      ...one,
      results: Object.fromEntries(Object.entries(one.results).filter(([name]) => names.has(name))),
    })),
    pending: [],
    n0: 0,
  };
}

/**
 * Fits the quantity of each target on the scale that suits it. A search for high probabilities finds every place where a model
 * is too sure: predictions are therefore averaged over what few results leave open of it, luck is not taken for skill, and
 * standard deviations are widened by what recipes held out in turn show.
 * @throws PlannerError `bad-request` for a quantity with fewer than three results
 */
export function fitAims(
  request: DesignRequest,
  { onFold }: Pick<HoldingOut, 'onFold'> = {},
): {
  readonly history: History;
  readonly aims: readonly Aim[];
} {
  const plain = planRequestOf(request);
  const known = historyOf(plain);
  request.targets.forEach(({ name }, k) => {
    assertMeasured(name, measuredLosses(known, k).length);
  });
  const firm = { ...plain, replicateDoubts: doubtsOf(request) };
  const scales = scalesOf(firm, known);
  const bent = { ...firm, observations: bentObservations(plain, scales) };
  const history = historyOf(bent);
  // A recipe that failed has no value of any quantity; that it may fail is the business of the models of its stages.
  const { losses } = fitModels({ ...history, failed: [] }, [], bent);
  const { forecasts } = foretellHeldOut(
    { ...bent, failures: [] },
    { mostFolds: DESIGN_FOLDS, ...(onFold && { onFold }) },
  );
  const aims = request.targets.map((target, k) => {
    const own = forecasts.filter(({ quantity }) => quantity === target.name);
    const widening = Math.max(1, scaleFactor(own));
    return {
      ...aimOf(target, widenLoss(losses[k]!, widening), scales[k]!),
      ...{ widening, skill: scoreForecasts(own)?.skill ?? null },
    };
  });
  return { history, aims };
}

function doubtsOf({ replicatesKnown = [] }: DesignRequest): Record<string, number> {
  return Object.fromEntries(replicatesKnown.map((name) => [name, FIRM_REPLICATE_LOG_VARIANCE_SD]));
}

function assertMeasured(name: string, count: number): void {
  if (count >= LEAST_RESULTS_OF_A_TARGET) return;
  throw new PlannerError(
    'bad-request',
    `${name} was measured ${count} times: a design for it needs at least ${LEAST_RESULTS_OF_A_TARGET} results`,
  );
}

function aimOf(target: OutcomeConstraint, loss: LossModel, scale: Warp): Omit<Aim, 'widening' | 'skill'> {
  const bounds = bentBounds(target, scale);
  const members = loss.foretelling().map((told) => {
    const gp = widenGp(told, loss.widening);
    const noiseVariance = (gp.noiseVariance + loss.typicalSd ** 2) / gp.unit ** 2;
    return { gp, noiseVariance, outcome: new OutcomeModel(gp, bounds, noiseVariance) };
  });
  const chance = new AverageChance(members.map(({ outcome }) => outcome));
  const every = Math.ceil(members.length / DESIGN_EFFORT.guides);
  const few = members.filter((_, k) => k % every === 0);
  const quantity = { name: target.name, direction: 'minimise' } as const;
  return {
    target,
    chance,
    guide: new AverageChance(few.map(({ outcome }) => outcome)),
    hurdle: members.map(({ gp, noiseVariance, outcome }) => {
      return { gp, noiseVariance, keeps: (value) => outcome.keeps(value) };
    }),
    foresee: (features) => {
      const [told] = predict({ losses: [loss] }, [quantity], features);
      return {
        name: target.name,
        ...unbent(told!, scale),
        interval: intervalOf(told!, scale),
        probability: chance.probability(features),
      };
    },
  };
}

const HALF_WIDTH_90 = 1.6448536269514722;

function intervalOf(told: Prediction, scale: Warp): [number, number] {
  const half = HALF_WIDTH_90 * measurementSd(told);
  return [scale.from(told.mean - half), scale.from(told.mean + half)];
}
