/** A table as text: its columns and the cells of its rows, each with its line. */
import Papa from 'papaparse';
import { ingredientCalled, settingCalled } from '../../config/ingredients/find-ingredient.js';
import type { ColumnRef } from '../../config/table-space.js';
import { nearest } from '../../config/suggest.js';
import { FileError } from '../files/file-error.js';
import { textBlocks } from '../files/text.js';
import { columnName } from './column-name.js';

export interface TableRow {
  /** From 1, as editors count; the first of them where a cell has line breaks. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly path: string;
  /** As the header has them, or their places from 1. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  readonly decimal: '.' | ',';
}

/** @throws {FileError} the file cannot be read, or holds no table */
export async function readTable(path: string, header: boolean): Promise<Table> {
  let text = '';
  for await (const block of textBlocks(path)) {
    if (block.cut !== undefined) throw new FileError(path, block.cut);
    text += `${text === '' ? '' : '\n'}${block.text}`;
  }
  if (text.startsWith('PK\u0003\u0004'))
    throw new FileError(path, 'expected text, this is a workbook or an archive: save the sheet as CSV');
  const { data, meta, errors } = Papa.parse<string[]>(text);
  const quote = errors.find(({ type }) => type === 'Quotes');
  if (quote) throw new FileError(path, `row ${(quote.row ?? 0) + 1}: ${quote.message.toLowerCase()}`);
  const rows = numbered(data).filter(({ cells }) => cells.some((cell) => cell !== '') && !isRemark(cells));
  const first = rows[0];
  if (!first) throw new FileError(path, 'expected a table, the file is empty');
  const columns = header ? first.cells : first.cells.map((_, k) => String(k + 1));
  const body = header ? rows.slice(1) : rows;
  if (body.length === 0) throw new FileError(path, 'expected rows below the header, found none');
  return { path, columns, rows: body, decimal: decimalOf(meta.delimiter, body) };
}

/** `# made by the robot`, alone on its line. */
function isRemark([first = '', ...others]: readonly string[]): boolean {
  return first.startsWith('#') && others.every((cell) => cell === '');
}

function numbered(data: readonly (readonly string[])[]): TableRow[] {
  let line = 1;
  return data.map((cells) => {
    const row = { line, cells: cells.map((cell) => cell.trim()) };
    line += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
    return row;
  });
}

/** Where commas do not part the columns, they may be decimal signs. */
function decimalOf(delimiter: string, rows: readonly TableRow[]): '.' | ',' {
  const has = (pattern: RegExp): boolean =>
    rows.some(({ cells }) => cells.some((cell) => pattern.test(cell)));
  return delimiter !== ',' && has(/^-?\d+,\d+$/) && !has(/^-?\d+\.\d+$/) ? ',' : '.';
}

/** A column may call an ingredient by another of its names, alone or as a setting of a recipe. */
function isCalled(column: string, name: string): boolean {
  const meant = ingredientCalled(name);
  return meant === undefined
    ? settingCalled(column) === settingCalled(name)
    : ingredientCalled(column) === meant;
}

/** Places, from 0, of the columns of that name: as it is, or else without the unit behind it or by another name. */
export function columnsCalled({ columns }: Table, name: string): number[] {
  const places = (isMeant: (label: string) => boolean): number[] =>
    columns.flatMap((label, k) => (isMeant(label) ? [k] : []));
  const exactly = places((label) => label === name);
  return exactly.length > 0 ? exactly : places((label) => isCalled(columnName(label).name, name));
}

/** Index of a column, whose name may have a unit behind it, or why there is none. */
export function findColumn(table: Table, ref: ColumnRef): number | string {
  const { columns } = table;
  if (typeof ref === 'number') {
    return ref <= columns.length ? ref - 1 : `no column ${ref}; the table has ${columns.length}`;
  }
  const found = columnsCalled(table, ref);
  if (found.length === 1) return found[0]!;
  if (found.length > 1) return `${found.length} columns are called "${ref}"; say which by its place, from 1`;
  const suggestion = nearest(ref, columns);
  if (suggestion !== undefined) return `no column is called "${ref}"; did you mean "${suggestion}"?`;
  const numeric = columns.every((name) => name !== '' && Number.isFinite(Number(name)));
  const hint = numeric ? '; where the first line holds values, write header: false and give places' : '';
  const some = columns.slice(0, 12).map((name) => `"${name.slice(0, 40)}"`);
  return `no column is called "${ref}"; there are ${some.join(', ')}${columns.length > 12 ? ' ...' : ''}${hint}`;
}
