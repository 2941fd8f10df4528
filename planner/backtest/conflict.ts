import { seededRng } from '../../core/rng.js';
import { PlannerError } from '../planner-error.js';
import { layOut } from '../space/layout.js';
import { Sampler } from '../space/sampler.js';
import type { LinearConstraint, Space } from '../space/space.js';
import { sumInWords } from '../space/sum-in-words.js';

/**
 * A set of constraints that cannot hold together, none of which could be spared (a deletion filter: Chinneck, Dravnieks
 * 1991); empty when bounds and steps alone leave no point; undefined when the space has points.
 * @throws PlannerError `bad-space` for other faults of the definition
 */
export function conflictIn(space: Space): LinearConstraint[] | undefined {
  layOut(space);
  if (hasPoint(space)) return undefined;
  return space.constraints.reduce<LinearConstraint[]>(
    (kept, constraint) => {
      const without = kept.filter((one) => one !== constraint);
      return hasPoint({ ...space, constraints: without }) ? kept : without;
    },
    [...space.constraints],
  );
}

/** Why a space has no point, for people; undefined when it has some. */
export function emptinessOf(space: Space): string | undefined {
  const conflict = conflictIn(space);
  if (!conflict) return undefined;
  return conflict.length === 0
    ? 'bounds and resolutions leave no point'
    : `these constraints cannot hold together: ${conflict.map(wordsOf).join('; ')}`;
}

/** `2 EC + DMC at least 0.3`, for people. */
export function wordsOf({ terms, min, max }: LinearConstraint): string {
  const least = min === undefined ? [] : [`at least ${min}`];
  return `${sumInWords(terms)} ${[...least, ...(max === undefined ? [] : [`at most ${max}`])].join(' and ')}`;
}

function hasPoint(space: Space): boolean {
  try {
    new Sampler(layOut(space)).draw(seededRng('conflict'));
    return true;
  } catch (error) {
    if (error instanceof PlannerError && error.fault === 'bad-space') return false;
    throw error;
  }
}
