import type { OutcomeConstraint } from '../request.js';
import type { Warp } from '../surrogate/warp.js';

/** Bounds where values at them are on a bent scale. */
export function bentBounds({ name, min, max }: OutcomeConstraint, scale: Warp): OutcomeConstraint {
  const at = (bound: number | undefined): number | undefined =>
    bound === undefined || !Number.isFinite(bound) ? bound : scale.at(bound);
  const [low, high] = [at(min), at(max)];
  return { name, ...(low !== undefined && { min: low }), ...(high !== undefined && { max: high }) };
}
