import type { Admitted } from '../../config/space-parts.js';
import { admits } from '../../planner/space/conditions.js';
import type { Parameters } from '../../planner/space/space.js';
import { conditionOf } from '../campaign/condition-of.js';

/** Whether a row has a use for a variable, by what stands above it: what it has in the column otherwise is not read. */
export function takesPart(
  variable: { readonly when?: Readonly<Record<string, Admitted>> },
  above: Parameters,
): boolean {
  return Object.entries(conditionOf(variable).when ?? {}).every(([name, admitted]) => {
    const value = above[name];
    return value !== undefined && admits(admitted, value);
  });
}
