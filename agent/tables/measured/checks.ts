/** What is wrong between the rows of a measured table. */
import type { Flaws } from '../../files/flaws.js';
import type { Columns } from './columns.js';
import type { Table, TableRow } from '../table-file.js';

export function wholeTableFlaws(
  { columns: names }: Table,
  rows: readonly TableRow[],
  columns: Columns,
  flaws: Flaws,
): void {
  const places = [
    ...columns.variables.map(({ place }) => place),
    ...columns.blends.flatMap(({ shares }) => shares),
  ];
  const searched = places.flatMap((place) => ('index' in place ? place.index : []));
  for (const index of searched) constant(rows, index, names[index]!, flaws);
  for (const { index } of columns.objectives) pointless(rows, index, names[index]!, flaws);
  if (columns.id !== undefined) duplicates(rows, columns.id, names[columns.id]!, flaws);
  if (columns.replicates !== undefined) unlike(rows, searched, columns.replicates, { names, flaws });
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
function unlike(
  rows: readonly TableRow[],
  searched: readonly number[],
  index: number,
  { names, flaws }: { readonly names: readonly string[]; readonly flaws: Flaws },
): void {
  const first = new Map<string, TableRow>();
  for (const row of rows) {
    const group = row.cells[index] ?? '';
    const other = first.get(group) ?? row;
    first.set(group, other);
    const odd = searched.find(
      (k) => row.cells[k] !== other.cells[k] && Number(row.cells[k]) !== Number(other.cells[k]),
    );
    if (odd === undefined) continue;
    const message = `"${row.cells[odd] ?? ''}", but its replicate on line ${other.line} has "${other.cells[odd] ?? ''}"`;
    flaws.add('replicate', { line: row.line, column: names[odd]!, message });
  }
}
