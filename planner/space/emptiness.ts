import { seededRng } from '../../core/rng.js';
import { conflictIn } from './conflict.js';
import { layOut, type Layout } from './layout.js';
import { Sampler } from './sampler.js';
import type { LinearConstraint, Space } from './space.js';
import { constraintInWords } from './sum-in-words.js';

/**
 * Why a space has no point, for people: what cannot hold together, none of which could be spared. Undefined when it has some.
 * @throws PlannerError `bad-space` for other faults of the definition
 */
export function emptinessOf(space: Space): string | undefined {
  const layout = layOut(space);
  if (hasPoint(layout)) return undefined;
  const proven = conflictIn(layout);
  const needed = proven.length > 0 ? proven : neededOf(space).map(constraintInWords);
  if (needed.length === 0) return 'bounds and resolutions leave no point';
  return `these cannot hold together: ${needed.join('; ')}`;
}

/** Constraints that leave no point on its steps and with as many components as it allows (a deletion filter: Chinneck, Dravnieks 1991). */
function neededOf(space: Space): LinearConstraint[] {
  return space.constraints.reduce<LinearConstraint[]>(
    (kept, constraint) => {
      const without = kept.filter((one) => one !== constraint);
      return hasPoint(layOut({ ...space, constraints: without })) ? kept : without;
    },
    [...space.constraints],
  );
}

function hasPoint(layout: Layout): boolean {
  return new Sampler(layout).find(seededRng('emptiness')) !== undefined;
}
