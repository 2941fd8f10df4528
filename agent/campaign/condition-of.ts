import type { Admitted as Written } from '../../config/space-parts.js';
import type { Admitted, Conditional } from '../../planner/space/space.js';

/** The condition of a variable of a file in the planner's words, where levels are text. */
export function conditionOf({ when }: { readonly when?: Readonly<Record<string, Written>> }): Conditional {
  if (when === undefined) return {};
  const entries = Object.entries(when).map(([name, admitted]): [string, Admitted] => [
    name,
    Array.isArray(admitted) ? admitted.map(String) : admitted,
  ]);
  return { when: Object.fromEntries(entries) };
}
