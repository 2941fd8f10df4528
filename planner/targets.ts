import { PlannerError } from './planner-error.js';
import type { Objective, Observation, OutcomeConstraint, PlanRequest, Result } from './request.js';

/** A result with the sign that makes smaller better, and its standard uncertainty (0: learned alone). */
export interface Loss {
  readonly loss: number;
  readonly sd: number;
  /** The true loss is beyond `loss`. */
  readonly censored?: 'above' | 'below';
  readonly instrument?: string | undefined;
}

/** A result whose uncertainty is a number. */
export interface CheckedResult extends Result {
  readonly sd: number;
}

/** What turns a value of an objective into a loss, and back. */
export function signOf({ direction }: Pick<Objective, 'direction'>): 1 | -1 {
  return direction === 'minimise' ? 1 : -1;
}

/**
 * Checks what a request aims for.
 * @throws PlannerError `bad-request` without an objective, for a name used twice, or for bounds that nothing can keep.
 */
export function checkTargets({ objectives, constraints = [] }: PlanRequest): void {
  if (objectives.length === 0) {
    throw new PlannerError('bad-request', 'expected at least one objective, got none');
  }
  const names = [...objectives, ...constraints].map(({ name }) => name);
  const twice = names.find((name, k) => names.indexOf(name) < k);
  if (twice !== undefined) {
    throw new PlannerError('bad-request', `${twice} is an objective or a constraint twice: name it once`);
  }
  for (const { name, referenceValue = 0 } of objectives) {
    if (!Number.isFinite(referenceValue)) {
      throw new PlannerError(
        'bad-request',
        `${name}: expected a finite referenceValue, got ${referenceValue}`,
      );
    }
  }
  constraints.forEach(checkBounds);
}

function checkBounds({ name, min = -Infinity, max = Infinity }: OutcomeConstraint): void {
  if (min < max && (min > -Infinity || max < Infinity)) return;
  throw new PlannerError(
    'bad-request',
    `constraint ${name}: expected min below max, one of them finite; got min ${min}, max ${max}`,
  );
}

/**
 * The losses of an observation in the order of the objectives, undefined where one was not measured.
 * @throws PlannerError `bad-request` for a number that is not finite
 */
export function lossesOf(
  objectives: readonly Objective[],
  { parameters, results }: Observation,
): (Loss | undefined)[] {
  return objectives.map((objective) => {
    const result = results[objective.name];
    if (!result) return undefined;
    const { value, sd, censored, instrument } = checked(result, parameters);
    const sign = signOf(objective);
    return {
      loss: sign * value,
      sd,
      ...(censored && { censored: sign === 1 ? censored : opposite[censored] }),
      ...(instrument !== undefined && { instrument }),
    };
  });
}

const opposite = { above: 'below', below: 'above' } as const;

/** The same of the constrained quantities, in their units. */
export function outcomesOf(
  constraints: readonly OutcomeConstraint[],
  { parameters, results }: Observation,
): (CheckedResult | undefined)[] {
  return constraints.map(({ name }) => results[name] && checked(results[name], parameters));
}

function checked(result: Result, parameters: Observation['parameters']): CheckedResult {
  const { value, sd = 0 } = result;
  if (Number.isFinite(value) && sd >= 0 && sd < Infinity) return { ...result, sd };
  throw new PlannerError('bad-request', `an observation of ${value} with sd ${sd}: expected finite numbers`, {
    parameters,
  });
}

/** @throws PlannerError `bad-request` for a result of something that is neither an objective nor constrained */
export function checkNames({ objectives, constraints = [], observations }: PlanRequest): void {
  const known = new Set([...objectives, ...constraints].map(({ name }) => name));
  for (const { parameters, results } of observations) {
    const stranger = Object.keys(results).find((name) => !known.has(name));
    if (stranger === undefined) continue;
    throw new PlannerError(
      'bad-request',
      `an observation of ${stranger}, which is no objective and no constraint: expected ${[...known].join(', ')}`,
      { parameters },
    );
  }
}
