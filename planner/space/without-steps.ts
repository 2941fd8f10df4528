import type { Space } from './space.js';

/** The space of recipes that need not lie on the steps of a robot: what others measured need not be what it can make. */
export function withoutSteps({ blocks, variables, constraints }: Space): Space {
  return {
    blocks: blocks.map(({ resolution: _, ...block }) => block),
    variables: variables.map((variable) => {
      if (variable.kind !== 'continuous') return variable;
      const { resolution: _, ...rest } = variable;
      return rest;
    }),
    constraints,
  };
}
