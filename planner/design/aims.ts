import { DESIGN_DRAWS, DESIGN_EFFORT, DESIGN_FOLDS, FIRM_REPLICATE_LOG_VARIANCE_SD } from '../choices.js';
import { foretellHeldOut, type HoldingOut } from '../calibration/held-out.js';
import { scaleFactor } from '../calibration/recalibration.js';
import { scoreForecasts } from '../calibration/scores.js';
import { historyOf, type History } from '../history.js';
import { widenLoss, type LossModel } from '../loss-model.js';
import { fitModels, inOwnUnit, measuredLosses, predictOnScale, type Chance } from '../models.js';
import { OutcomeModel } from '../outcome-model.js';
import { PlannerError } from '../planner-error.js';
import type { Prediction } from '../proposal.js';
import type { OutcomeConstraint, PlanRequest } from '../request.js';
import { measurementSd } from '../prediction.js';
import { isLow, OWN, withoutLow } from '../sources/sources.js';
import { widenGp } from '../surrogate/widen.js';
import { AverageChance } from './average-chance.js';
import { bentBounds } from './bent-bounds.js';
import type { DesignRequest, Foreseen } from './request.js';
import type { Hurdle } from './together.js';

/** A quantity with a model of its own cannot be had from fewer. */
const LEAST_RESULTS_OF_A_TARGET = 3;

/** One target: what is foretold of its quantity, and how likely one measurement meets it. */
export interface Aim {
  readonly target: OutcomeConstraint;
  /** By models that have no part in the search. */
  readonly chance: Chance;
  /** By the models that recipes are looked for with. */
  readonly sought: Chance;
  /** The same by a few of them. */
  readonly guide: Chance;
  readonly hurdle: Hurdle;
  readonly widening: number;
  /** On recipes held out; see `DesignAnswer`. */
  readonly skill: number | null;
  /** Sources of low fidelity that know the quantity and have no part in what is foretold of it. */
  readonly disbelieved: readonly string[];
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
    sources: [OWN],
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
  /** Of high fidelity. */
  readonly history: History;
  readonly aims: readonly Aim[];
} {
  const plain = planRequestOf(request);
  const known = historyOf(plain);
  const history = withoutLow(known);
  request.targets.forEach(({ name }, k) => {
    assertMeasured(name, measuredLosses(history, k).length);
  });
  const firm = { ...plain, replicateDoubts: doubtsOf(request) };
  // A recipe that failed has no value of any quantity; that it may fail is the business of the models of its stages.
  const { losses } = fitModels({ ...known, failed: [] }, [], {
    ...firm,
    draws: DESIGN_DRAWS.seeking + DESIGN_DRAWS.judging,
  });
  const { forecasts } = foretellHeldOut(
    { ...firm, failures: [] },
    { mostFolds: DESIGN_FOLDS, ...(onFold && { onFold }) },
  );
  const aims = request.targets.map((target, k) => {
    const own = forecasts.filter(({ quantity }) => quantity === target.name);
    const widening = Math.max(1, scaleFactor(own));
    return {
      ...aimOf(target, widenLoss(losses[k]!, widening)),
      ...{ widening, skill: scoreForecasts(own)?.skill ?? null },
      disbelieved: disbelieved(known, k, losses[k]!),
    };
  });
  return { history, aims };
}

function disbelieved(history: History, k: number, { trusted }: LossModel): string[] {
  const low = measuredLosses(history, k).flatMap(({ source }) =>
    source !== undefined && isLow(history.lowFidelity, source) ? [source] : [],
  );
  return [...new Set(low)].filter((source) => !trusted.has(source));
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

function aimOf(target: OutcomeConstraint, loss: LossModel): Omit<Aim, 'widening' | 'skill' | 'disbelieved'> {
  const { models, scale, typicalSd } = loss.foretelling();
  const bounds = bentBounds(target, scale);
  const members = models.map((told) => {
    const gp = widenGp(told, loss.widening);
    const noiseVariance = (gp.noiseVariance + (loss.widening * typicalSd) ** 2) / gp.unit ** 2;
    return { gp, noiseVariance, outcome: new OutcomeModel(gp, bounds, noiseVariance) };
  });
  const seeking = members.slice(0, DESIGN_DRAWS.seeking);
  // The likeliest hyperparameters alone are both.
  const judging = members.length > seeking.length ? members.slice(seeking.length) : members;
  const every = Math.ceil(seeking.length / DESIGN_EFFORT.guides);
  const chance = chanceBy(judging);
  return {
    target,
    chance,
    sought: chanceBy(seeking),
    guide: chanceBy(seeking.filter((_, k) => k % every === 0)),
    hurdle: judging.map(({ gp, noiseVariance, outcome }) => {
      return { gp, noiseVariance, keeps: (value) => outcome.keeps(value) };
    }),
    foresee: (features) => {
      const told = predictOnScale(loss, features);
      return {
        name: target.name,
        ...inOwnUnit(loss, told),
        interval: intervalOf(loss, told),
        probability: chance.probability(features),
      };
    },
  };
}

function chanceBy(members: readonly { readonly outcome: OutcomeModel }[]): Chance {
  return new AverageChance(members.map(({ outcome }) => outcome));
}

const HALF_WIDTH_90 = 1.6448536269514722;

function intervalOf({ foretelling, widening }: LossModel, told: Prediction): [number, number] {
  const { scale } = foretelling();
  const half = widening * HALF_WIDTH_90 * measurementSd(told);
  return [scale.from(told.mean - half), scale.from(told.mean + half)];
}
