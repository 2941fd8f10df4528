import { ENDLESS_POWERS } from '../choices.js';
import type { History } from '../history.js';
import { priorsFor, toRow } from '../loss-model.js';
import { measuredLosses, type ModelFit } from '../models.js';
import type { Observation, OutcomeConstraint, PlanRequest, Result } from '../planner.js';
import { straightened } from '../straighten.js';
import type { Warp } from '../surrogate/warp.js';

/**
 * By objective: the scale on which its values are modelled. A quantity that is mostly small and sometimes large is foretold
 * on its own scale with tails that are far too thin.
 */
export function scalesOf({ replicateShare, replicateDoubts = {} }: ModelFit, history: History): Warp[] {
  return history.objectives.map(({ name }, k) => {
    const rows = measuredLosses(history, k).map(toRow);
    const priors = priorsFor(rows[0]!.features.length, replicateShare, replicateDoubts[name]);
    return straightened(rows, priors, ENDLESS_POWERS).warp;
  });
}

/** The observations with every result on the scale of its quantity. */
export function bentObservations(
  { objectives, observations }: PlanRequest,
  scales: readonly Warp[],
): Observation[] {
  const scaleOf = new Map(objectives.map(({ name }, k) => [name, scales[k]!]));
  return observations.map((one) => ({
    ...one,
    results: Object.fromEntries(
      Object.entries(one.results).map(([name, result]) => [name, bent(result, scaleOf.get(name)!)]),
    ),
  }));
}

/** What is uncertain of a value is as much more or less so as the map is steep there. */
function bent(result: Result, scale: Warp): Result {
  const { value, sd = 0 } = result;
  return { ...result, value: scale.at(value), sd: Math.exp(scale.logSlopeAt(value)) * sd };
}

export function bentBounds({ name, min, max }: OutcomeConstraint, scale: Warp): OutcomeConstraint {
  const at = (bound: number | undefined): number | undefined =>
    bound === undefined || !Number.isFinite(bound) ? bound : scale.at(bound);
  const [low, high] = [at(min), at(max)];
  return { name, ...(low !== undefined && { min: low }), ...(high !== undefined && { max: high }) };
}
