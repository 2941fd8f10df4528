/** The space of a measured table: as its file says, with bounds and levels of the rows where it says none. */
import {
  compositionOf,
  compositionsOf,
  identitiesOf,
  type Composition,
} from '../../../config/ingredients/composition.js';
import type { Identity } from '../../../config/ingredients/identity.js';
import type { TableSpace, TableVariable } from '../../../config/table-space.js';
import type { Space, Variable } from '../../../planner/space/space.js';
import { conditionOf } from '../../campaign/condition-of.js';
import type { Experiment } from './rows.js';

export function spaceOf(
  { fractions, variables, constraints, ingredients }: TableSpace['space'],
  rows: readonly Experiment[],
): Space {
  return {
    blocks: fractions.map(({ name, components, maxComponents, resolution }) => {
      const named = Object.entries(components);
      const identities = named.map(([component, { ingredient = component }]) => ingredient);
      const compositions = ingredients === 'atoms' ? compositionsOrKnown(identities) : [];
      const parts = named.map(([component, { ingredient: _, ...bounds }], k) => {
        const composition = compositions[k];
        return { name: component, ...bounds, ...(composition && { composition }) };
      });
      const step = resolution === undefined ? {} : { resolution };
      return { name, components: parts, maxComponents: maxComponents ?? parts.length, ...step };
    }),
    variables: variables.map((variable) => variableOf(variable, rows, ingredients === 'atoms')),
    constraints,
  };
}

/** Where one of them is unknown, which is told by name elsewhere, the others have theirs. */
function compositionsOrKnown(identities: readonly Identity[]): readonly (Composition | undefined)[] {
  return compositionsOf(identities) ?? identities.map((one) => compositionOf(one, 'elements'));
}

/** What is missing where no row can tell bounds or levels, because a variable takes part in none, as sentences. */
export function unboundedIn({ variables }: TableSpace['space'], rows: readonly Experiment[]): string[] {
  return variables.flatMap((variable) => {
    const { name } = variable;
    const open = openIn(variable);
    if (open === '' || rows.some(({ parameters }) => parameters[name] !== undefined)) return [];
    return [`no row has a value of ${name}, for its condition holds in none: give its ${open}`];
  });
}

/** What a file leaves to the table. */
function openIn(variable: TableVariable): string {
  if (variable.kind === 'categorical') return variable.levels ? '' : 'levels';
  return (['min', 'max'] as const).filter((end) => variable[end] === undefined).join(' and ');
}

function variableOf(
  variable: TableVariable,
  rows: readonly Experiment[],
  areIngredientsKnown: boolean,
): Variable {
  const { name } = variable;
  const when = conditionOf(variable);
  const values = rows.flatMap(({ parameters }) => parameters[name] ?? []);
  if (variable.kind === 'categorical') {
    const found = [...new Set((variable.levels ?? values).map(String))];
    const levels = variable.levels ? found : found.sort();
    const identities = identitiesOf(levels, variable.ingredients);
    const compositions = areIngredientsKnown ? compositionsOf(identities) : undefined;
    return { kind: 'categorical', name, levels, ...(compositions && { compositions }), ...when };
  }
  const numbers = values.map(Number);
  const range = {
    min: variable.min ?? numbers.reduce((a, b) => Math.min(a, b)),
    max: variable.max ?? numbers.reduce((a, b) => Math.max(a, b)),
  };
  if (variable.kind === 'integer') return { kind: 'integer', name, ...range, ...when };
  const { scale, resolution } = variable;
  return {
    kind: 'continuous',
    name,
    ...range,
    scale,
    ...when,
    ...(resolution !== undefined && { resolution }),
  };
}
