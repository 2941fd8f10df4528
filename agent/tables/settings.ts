/** What a row of a table says of all that is searched. */
import type { TableVariable } from '../../config/table-space.js';
import { admits } from '../../planner/space/conditions.js';
import type { Parameters } from '../../planner/space/space.js';
import { conditionOf } from '../campaign/condition-of.js';
import type { CellReader, Share } from './cells.js';
import type { TableRow } from './table-file.js';

/** A column, or the value that every row has. */
export type Place = { readonly index: number } | { readonly constant: number | string };

export interface SearchedColumns {
  readonly variables: readonly { readonly variable: TableVariable; readonly place: Place }[];
  readonly blends: readonly {
    readonly name: string;
    /** By their names in the space. */
    readonly components: readonly string[];
    readonly shares: readonly Share[];
  }[];
}

export function settingsIn(row: TableRow, columns: SearchedColumns, cells: CellReader): Parameters {
  const settings: Record<string, number | string> = {};
  for (const { variable, place } of columns.variables) {
    if (!takesPart(variable, settings)) continue;
    settings[variable.name] =
      'constant' in place ? place.constant : cells.valueOf(row, place.index, variable);
  }
  for (const { name, components, shares } of columns.blends) {
    const fractions = cells.fractions(row, name, shares);
    components.forEach((component, k) => (settings[component] = fractions[k]!));
  }
  return settings;
}

/** Whether a row has a use for a variable, by what stands above it: what it has in the column otherwise is not read. */
function takesPart(variable: TableVariable, above: Parameters): boolean {
  return Object.entries(conditionOf(variable).when ?? {}).every(([name, admitted]) => {
    const value = above[name];
    return value !== undefined && admits(admitted, value);
  });
}
