import { DESIGN_FOLDS } from '../choices.js';
import { foretellHeldOut } from '../calibration/held-out.js';
import { scaleFactor } from '../calibration/recalibration.js';
import { scoreForecasts } from '../calibration/scores.js';
import { historyOf, type History } from '../history.js';
import { widenLoss, type LossModel } from '../loss-model.js';
import { fitModels, likeliest, measuredLosses, predict, type Chance } from '../models.js';
import { OutcomeModel } from '../outcome-model.js';
import { PlannerError } from '../planner-error.js';
import type { OutcomeConstraint, PlanRequest, Prediction } from '../planner.js';
import { measurementSd } from '../prediction.js';
import { drawnTogether, regressed, regressionSlope } from './regression.js';
import type { DesignRequest, Foreseen } from './request.js';
import type { Hurdle } from './together.js';

/** A quantity with a model of its own cannot be had from fewer. */
const LEAST_RESULTS_OF_A_TARGET = 3;

/** One target: what is foretold of its quantity, and how likely one measurement meets it. */
export interface Aim {
  readonly target: OutcomeConstraint;
  readonly chance: Chance;
  readonly hurdle: Hurdle;
  readonly widening: number;
  readonly regression: number;
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
 * Fits the quantity of each target. Predictions are drawn to the mean and widened by what recipes held out in turn show: a
 * search for high probabilities finds every place where a model overshoots or is too sure.
 * @throws PlannerError `bad-request` for a quantity with fewer than three results
 */
export function fitAims(request: DesignRequest): {
  readonly history: History;
  readonly aims: readonly Aim[];
} {
  const plain = planRequestOf(request);
  const history = historyOf(plain);
  request.targets.forEach(({ name }, k) => {
    assertMeasured(name, measuredLosses(history, k).length);
  });
  // A recipe that failed has no value of any quantity; that it may fail is the business of the models of its stages.
  // The search looks at a model thousands of times: it has the likeliest, and what is held out says how far to widen that.
  const { losses } = likeliest(fitModels({ ...history, failed: [] }, [], request));
  const { forecasts } = foretellHeldOut(
    { ...plain, failures: [] },
    { mostFolds: DESIGN_FOLDS, believe: likeliest },
  );
  const aims = request.targets.map((target, k) => {
    const own = forecasts.filter(({ quantity }) => quantity === target.name);
    const centre = losses[k]!.gp.offset;
    const regression = regressionSlope(own, centre);
    const widening = Math.max(1, scaleFactor(drawnTogether(own, centre, regression)));
    return {
      ...aimOf(target, widenLoss(regressed(losses[k]!, regression), widening)),
      ...{ widening, regression },
      skill: scoreForecasts(own)?.skill ?? null,
    };
  });
  return { history, aims };
}

function assertMeasured(name: string, count: number): void {
  if (count >= LEAST_RESULTS_OF_A_TARGET) return;
  throw new PlannerError(
    'bad-request',
    `${name} was measured ${count} times: a design for it needs at least ${LEAST_RESULTS_OF_A_TARGET} results`,
  );
}

function aimOf(target: OutcomeConstraint, loss: LossModel): Omit<Aim, 'widening' | 'regression' | 'skill'> {
  const { gp, typicalSd } = loss;
  const noise = (gp.noiseVariance + typicalSd ** 2) / gp.unit ** 2;
  const chance = new OutcomeModel(gp, target, noise);
  return {
    target,
    chance,
    hurdle: { gp, noiseVariance: noise, keeps: (value) => chance.keeps(value) },
    foresee: (features) => {
      const [prediction] = predict(
        { losses: [loss] },
        [{ name: target.name, direction: 'minimise' }],
        features,
      );
      return {
        name: target.name,
        ...prediction!,
        interval: intervalOf(prediction!),
        probability: chance.probability(features),
      };
    },
  };
}

const HALF_WIDTH_90 = 1.6448536269514722;

function intervalOf(prediction: Prediction): [number, number] {
  const half = HALF_WIDTH_90 * measurementSd(prediction);
  return [prediction.mean - half, prediction.mean + half];
}
