/** What is wrong between the rows of a measured table. */
import type { PoolRow } from '../../../planner/backtest/pool.js';
import type { Flaws } from '../../files/flaws.js';
import { numberOf } from '../../files/number.js';
import type { Columns } from './columns.js';
import type { Table, TableRow } from '../table-file.js';

/** Beyond these digits numbers differ by how a program printed them. */
const DIGITS = 12;

/** A row, and the experiment that it was read as. */
export interface ReadRow {
  readonly row: TableRow;
  readonly experiment: PoolRow;
}

/** A column, and what a row says in it however it is written; undefined where that does not count. */
interface Said {
  readonly index: number;
  readonly column: string;
  readonly valueOf: (one: ReadRow) => number | string | undefined;
}

/** @param table with the rows that count, of which `read` could be read */
export function wholeTableFlaws(
  table: Table,
  read: readonly ReadRow[],
  columns: Columns,
  flaws: Flaws,
): void {
  const searched = searchedIn(table, columns);
  for (const one of searched) constant(table.rows, one.index, one.column, flaws);
  for (const { index } of columns.objectives) pointless(table.rows, index, table.columns[index]!, flaws);
  if (columns.id !== undefined) duplicates(table.rows, columns.id, table.columns[columns.id]!, flaws);
  unlike(read, searched, flaws);
}

/** Shares are taken as they are printed: brought to a sum of 1, those of one value would seem to vary. */
function searchedIn({ columns: names, decimal }: Table, { variables, blends }: Columns): Said[] {
  const places = [
    ...variables.map(({ variable: { name }, place }) => ({ name, place })),
    ...blends.flatMap(({ components, shares }) => components.map((name, k) => ({ name, place: shares[k]! }))),
  ];
  return places.flatMap(({ name, place }) => {
    if (!('index' in place)) return [];
    const { index } = place;
    const valueOf: Said['valueOf'] = ({ row, experiment: { parameters } }) => {
      const value = parameters[name];
      if (typeof value !== 'number') return value;
      return Number(numberOf(row.cells[index]!, decimal).toPrecision(DIGITS));
    };
    return [{ index, column: names[index]!, valueOf }];
  });
}

/** A column of one value cannot be searched. */
function constant(rows: readonly TableRow[], index: number, column: string, flaws: Flaws): void {
  const first = rows[0]!.cells[index]!;
  if (first === '' || rows.some(({ cells }) => cells[index] !== first)) return;
  const message = `every row has ${first}: what does not vary cannot be searched, leave it out of the space`;
  flaws.add('constant', { line: rows[0]!.line, column, message });
}

/** Of results that are all alike none is better. */
function pointless(rows: readonly TableRow[], index: number, column: string, flaws: Flaws): void {
  const first = rows[0]!.cells[index]!;
  if (first === '' || rows.length < 2 || rows.some(({ cells }) => cells[index] !== first)) return;
  flaws.add('objective', {
    line: rows[0]!.line,
    column,
    message: `every row has ${first}: there is nothing better to find`,
  });
}

function duplicates(rows: readonly TableRow[], index: number, column: string, flaws: Flaws): void {
  const seen = new Map<string, number>();
  for (const { line, cells } of rows) {
    const id = cells[index] ?? '';
    const before = seen.get(id);
    if (before !== undefined)
      flaws.add('id', { line, column, message: `"${id}" is the id of line ${before} too` });
    else seen.set(id, line);
  }
}

/** Replicates are repetitions of one experiment. */
function unlike(read: readonly ReadRow[], searched: readonly Said[], flaws: Flaws): void {
  const first = new Map<string, ReadRow>();
  for (const one of read) {
    const other = first.get(one.experiment.group) ?? one;
    first.set(one.experiment.group, other);
    const odd = searched.find(({ valueOf }) => !Object.is(valueOf(one), valueOf(other)));
    if (odd === undefined) continue;
    const [cell, before] = [one, other].map(({ row }) => row.cells[odd.index]!);
    const message = `"${cell}", but its replicate on line ${other.row.line} has "${before}"`;
    flaws.add('replicate', { line: one.row.line, column: odd.column, message });
  }
}
