/** How a delimited text file is laid out, read off its beginning. */
import Papa from 'papaparse';
import { FileError } from './file-error.js';
import { readHeader, type Column, type Header } from './header.js';
import { lastPlace } from './number.js';
import { inWords, QUANTITIES, type QuantityName } from './quantities.js';
import { conversionOf } from './units.js';

export interface Layout extends Header {
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  /** Lines before the first row, the header included: row 0 stands on line `headerLines + 1`. */
  readonly headerLines: number;
  /** Cells of the header. */
  readonly width: number;
}

const DELIMITERS = ['\t', ';', ',', '|'];

/** Exports begin with some lines about the cell and the test; none known has more. */
const SEARCHED_LINES = 200;

/** Sets of quantities of which one must be there; the first is what a cycling file needs. */
export type Needs = readonly (readonly QuantityName[])[];

/**
 * @param head the first lines of the file
 * @throws {FileError} empty, no header line, a column that is missing or in a unit of something else
 */
export function layoutOf(path: string, head: string, needs: Needs): Layout {
  if (head.trim() === '') throw new FileError(path, 'expected a header line and rows, the file is empty');
  const lines = head.split('\n').slice(0, SEARCHED_LINES);
  const candidates = lines.flatMap((line, k) => DELIMITERS.map((delimiter) => candidate(line, k, delimiter)));
  const best = candidates.reduce((a, b) => (b.known > a.known ? b : a));
  const wrong = best.wrong[0];
  if (wrong) throw new FileError(path, `line ${best.headerLines}, column "${wrong.label}": ${wrong.message}`);
  complain(path, best.known === 0 ? { ...best, labels: labelsOf(lines) } : best, needs);
  const { known: _known, labels: _labels, ...layout } = withUnitLine(best, lines[best.headerLines] ?? '');
  return { ...layout, decimal: decimalOf(lines.slice(layout.headerLines), best) };
}

/** Some testers say the units in a line of their own (Digatron, Gamry). */
function withUnitLine(found: Candidate, line: string): Candidate {
  const said = cells(line, found.delimiter);
  const columns = found.columns.map((column): Column => {
    const unit = conversionOf(QUANTITIES[column.quantity].dimension, said[column.index]?.trim() ?? '');
    if (!column.unitless || !unit) return column;
    // The label may have turned the sign.
    const conversion = { ...unit, factor: Math.sign(column.conversion.factor) * unit.factor };
    return { ...column, conversion, unitless: false };
  });
  const isUnits = columns.some(({ unitless }, k) => unitless !== found.columns[k]!.unitless);
  return isUnits ? { ...found, columns, headerLines: found.headerLines + 1 } : found;
}

interface Candidate extends Omit<Layout, 'decimal'> {
  readonly labels: readonly string[];
  readonly known: number;
}

function candidate(line: string, index: number, delimiter: string): Candidate {
  const labels = cells(line, delimiter).map((label) => label.trim());
  const header = readHeader(labels);
  const known = header.columns.length + header.wrong.length;
  return { ...header, labels, known, delimiter, headerLines: index + 1, width: labels.length };
}

function cells(line: string, delimiter: string): readonly string[] {
  return Papa.parse<string[]>(line, { delimiter, newline: '\n' }).data[0] ?? [];
}

/** What the first line holds, for a file in which no line looks like a header. */
function labelsOf(lines: readonly string[]): readonly string[] {
  return [
    lines
      .find((line) => line.trim() !== '')
      ?.trim()
      .slice(0, 80) ?? '',
  ];
}

function complain(path: string, { columns, labels, headerLines }: Candidate, needs: Needs): void {
  const has = (name: QuantityName): boolean => columns.some(({ quantity }) => quantity === name);
  if (needs.some((set) => set.every(has))) return;
  const missing = needs[0]!.filter((name) => !has(name)).map(inWords);
  throw new FileError(
    path,
    `expected columns for ${needs[0]!.map(inWords).join(', ')}; no ${missing.join(', ')} among "${labels.join('", "')}" ` +
      `(line ${headerLines}). Name columns as the Battery Data Format does, e.g. "Test Time / s"`,
  );
}

/** A comma is the decimal sign where a used cell has one between digits. */
function decimalOf(rows: readonly string[], { columns, delimiter }: Candidate): '.' | ',' {
  const printed = rows.flatMap((row) => {
    const all = cells(row, delimiter);
    return columns.map(({ index }) => all[index] ?? '');
  });
  return printed.some((cell) => /^\s*[-+]?\d+,\d+/.test(cell)) ? ',' : '.';
}

/** Smallest step in which the first rows print a column, in SI; undefined where they hold no number in it. */
export function printedStep(head: string, layout: Layout, name: QuantityName): number | undefined {
  const column = layout.columns.find(({ quantity }) => quantity === name);
  const rows = head.split('\n').slice(layout.headerLines);
  const places = rows.map((row) =>
    lastPlace(cells(row, layout.delimiter)[column?.index ?? -1] ?? '', layout.decimal),
  );
  const least = places.reduce((a, b) => Math.min(a, b), Infinity);
  return column && Number.isFinite(least) ? least * column.conversion.factor : undefined;
}
