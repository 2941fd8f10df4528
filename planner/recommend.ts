import { seededRng } from '../core/rng.js';
import { historyOf } from './history.js';
import { fitModels, predict } from './models.js';
import { PlannerError } from './planner-error.js';
import type { Prediction } from './proposal.js';
import type { PlanRequest } from './request.js';
import { lowestMean } from './sources/lowest-mean.js';
import { isLow, targetOf } from './sources/sources.js';
import { Sampler } from './space/sampler.js';
import type { Parameters } from './space/space.js';

/** The recipe believed best, tried or not, with what is expected of it. */
export interface Recommendation {
  readonly parameters: Parameters;
  readonly prediction: Prediction;
}

/**
 * What to use if no more could be measured: the point of the best posterior mean that more likely succeeds than not.
 * A pure function of the request.
 * @throws PlannerError `bad-space`, `bad-request` (also without a result that counts) or `numerical`.
 */
export function recommend(request: PlanRequest): Recommendation {
  const history = historyOf(request);
  if (history.objectives.length > 1) {
    throw new PlannerError(
      'bad-request',
      'a recommendation is for one objective: several have a Pareto front',
    );
  }
  if (history.measured.every(({ source }) => isLow(history.lowFidelity, source))) {
    throw new PlannerError(
      'bad-request',
      'a recommendation needs at least one result of high fidelity, got none',
    );
  }
  const models = fitModels(history, request.stages ?? [], {
    replicateShare: request.replicateShare,
    forSearch: true,
  });
  const sampler = new Sampler(history.layout);
  const target = request.sources && targetOf(request.sources);
  const [best] = lowestMean({ history, models, sampler }, seededRng(request.seed).split('recommendation'));
  return {
    parameters: best!.parameters,
    prediction: predict(models, history.objectives, best!.features, { source: target?.name })[0]!,
  };
}
