/** Which column of a measured table is which variable, objective or mark. */
import { isSameUnit, unitInWords } from '../../../config/convert.js';
import type { ColumnRef, TableSpace, TableVariable } from '../../../config/table-space.js';
import { ColumnLookup } from '../column-lookup.js';
import { columnName } from '../column-name.js';
import type { SearchedColumns } from '../settings.js';
import type { Table } from '../table-file.js';

export interface Columns extends SearchedColumns {
  readonly objectives: readonly { readonly name: string; readonly index: number }[];
  readonly id: number | undefined;
  readonly replicates: number | undefined;
  readonly feasible: number | undefined;
  readonly source:
    | { readonly index: number; readonly use: string; readonly others: 'leave-out' | 'high' | 'low' }
    | undefined;
  readonly cost: number | undefined;
}

/** @throws {FileError} with every column that is not there, or in another unit */
export function columnsOf(table: Table, { space, columns }: TableSpace): Columns {
  const lookup = new ColumnLookup(table);
  const optional = (ref: ColumnRef | undefined, what: string): number | undefined =>
    ref === undefined ? undefined : lookup.column(ref, what);
  const { source } = columns;
  const measured = (variable: TableVariable): number => {
    const ref = columns.variables[variable.name] ?? variable.name;
    const index = lookup.column(ref, `variable ${variable.name}`);
    const { unit } = columnName(table.columns[index] ?? '');
    if (unit !== undefined && variable.unit !== undefined && !isSameUnit(unit, variable.unit)) {
      const found = unitInWords(unit, variable.unit);
      const words = `the column is in ${found}, the space says ${variable.unit}: convert one of them`;
      lookup.complain(`variable ${variable.name}: ${words}`);
    }
    return index;
  };
  const result: Columns = {
    variables: space.variables.map((variable) => ({ variable, place: { index: measured(variable) } })),
    blends: space.fractions.map(({ name, components }) => ({
      name,
      components: Object.keys(components).map((component) => `${name}.${component}`),
      shares: Object.entries(components).map(([component, bounds]) => {
        const full = `${name}.${component}`;
        const index = lookup.column(columns.variables[full] ?? component, `component ${full}`);
        return { index, bounds };
      }),
    })),
    objectives: columns.objectives.map(({ name, column }) => ({
      name: name ?? String(column),
      index: lookup.column(column, 'objective'),
    })),
    id: optional(columns.id, 'id'),
    replicates: optional(columns.replicates, 'replicates'),
    feasible: optional(columns.feasible, 'feasible'),
    source: source && {
      index: lookup.column(source.column, 'source'),
      ...{ use: String(source.use), others: source.others },
    },
    cost: optional(columns.cost, 'cost'),
  };
  lookup.finish();
  return result;
}
