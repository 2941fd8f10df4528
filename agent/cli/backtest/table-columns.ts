/** Which column of a table is which variable, objective or mark. */
import type { ColumnRef, TableSpace, TableVariable } from '../../../config/table-space.js';
import { FileError } from '../../files/file-error.js';
import { columnName, isSameUnit } from '../../tables/column-name.js';
import { findColumn, type Table } from '../../tables/table-file.js';

export interface Share {
  readonly component: string;
  readonly index: number;
}

export interface Columns {
  readonly variables: readonly { readonly variable: TableVariable; readonly index: number }[];
  readonly blends: readonly { readonly name: string; readonly shares: readonly Share[] }[];
  readonly objectives: readonly { readonly name: string; readonly index: number }[];
  readonly id: number | undefined;
  readonly replicates: number | undefined;
  readonly feasible: number | undefined;
  readonly source: { readonly index: number; readonly use: string } | undefined;
  readonly cost: number | undefined;
}

/** @throws {FileError} with every column that is not there, or in another unit */
export function columnsOf(table: Table, { space, columns }: TableSpace): Columns {
  const missing: string[] = [];
  const find = (ref: ColumnRef, what: string): number => {
    const found = findColumn(table, ref);
    if (typeof found === 'number') return found;
    missing.push(`${what}: ${found}`);
    return -1;
  };
  const optional = (ref: ColumnRef | undefined, what: string): number | undefined =>
    ref === undefined ? undefined : find(ref, what);
  const { source } = columns;
  const measured = (variable: TableVariable): number => {
    const index = find(columns.variables[variable.name] ?? variable.name, `variable ${variable.name}`);
    const { unit } = columnName(table.columns[index] ?? '');
    if (unit !== undefined && variable.unit !== undefined && !isSameUnit(unit, variable.unit)) {
      const words = `the column is in ${unit}, the space says ${variable.unit}: convert one of them`;
      missing.push(`variable ${variable.name}: ${words}`);
    }
    return index;
  };
  const result: Columns = {
    variables: space.variables.map((variable) => ({ variable, index: measured(variable) })),
    blends: space.fractions.map(({ name, components }) => ({
      name,
      shares: Object.keys(components).map((component) => ({
        component,
        index: find(columns.variables[`${name}.${component}`] ?? component, `component ${name}.${component}`),
      })),
    })),
    objectives: columns.objectives.map(({ name, column }) => ({
      name: name ?? String(column),
      index: find(column, 'objective'),
    })),
    id: optional(columns.id, 'id'),
    replicates: optional(columns.replicates, 'replicates'),
    feasible: optional(columns.feasible, 'feasible'),
    source: source && { index: find(source.column, 'source'), use: String(source.use) },
    cost: optional(columns.cost, 'cost'),
  };
  if (missing.length > 0) throw new FileError(table.path, missing.join(`\n${table.path}: `));
  return result;
}
