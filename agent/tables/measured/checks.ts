/** What is wrong between the rows of a measured table. */
import type { PoolRow } from '../../../planner/backtest/pool.js';
import type { Flaws } from '../../files/flaws.js';
import { numberOf } from '../../files/number.js';
import type { Columns } from './columns.js';
import type { Table, TableRow } from '../table-file.js';

/** As many digits as a double holds for certain: beyond them numbers differ by how a program printed them. */
const DIGITS = 15;

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
  for (const one of searched)
    alike(read, one, 'what does not vary cannot be searched, leave it out of the space', flaws);
  const successes = read.filter(({ experiment }) => experiment.values !== null);
  if (successes.length > 1)
    for (const one of aimsIn(table, columns)) alike(read, one, 'there is nothing better to find', flaws);
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

function aimsIn({ columns: names }: Table, { objectives }: Columns): Said[] {
  return objectives.map(({ index }, k) => ({
    index,
    column: names[index]!,
    valueOf: ({ experiment }) => experiment.values?.[k],
  }));
}

/** A column of one value, by the first row in which it counts. */
function alike(read: readonly ReadRow[], { column, valueOf }: Said, consequence: string, flaws: Flaws): void {
  const counting = read.filter((one) => valueOf(one) !== undefined);
  const [first] = counting;
  const value = first && valueOf(first);
  if (value === undefined || counting.some((one) => valueOf(one) !== value)) return;
  const who = counting.length < read.length ? 'every row that counts' : 'every row';
  flaws.add('alike', { line: first!.row.line, column, message: `${who} has ${value}: ${consequence}` });
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
