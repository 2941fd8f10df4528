import { ingredientCalled } from '../../config/ingredients/find-ingredient.js';
import type { TableVariable } from '../../config/table-space.js';
import type { Flaws } from '../files/flaws.js';
import { numberOf } from '../files/number.js';
import type { Table, TableRow } from './table-file.js';
import { wholeBlend, type ShareBounds } from './whole-blend.js';

/** A component of a blend: the column of its share, or the share that it has in every row; 0 to 1 without bounds. */
export type Share = ({ readonly index: number } | { readonly constant: number }) & {
  readonly bounds?: ShareBounds;
};

const MISSING = /^(?:na|nan|null|none|n\/a|-|\?)?$/i;

const TRUTHS: Readonly<Partial<Record<string, boolean>>> = {
  ...{ true: true, yes: true, '1': true },
  ...{ false: false, no: false, '0': false },
};

/** Shares are often printed to two or three places: what they miss of 1 is spread over them. */
const SUM_TOLERANCE = 0.01;

/** Reads the cells of a table; what cannot be read becomes a flaw, so that all of them are told at once. */
export class CellReader {
  constructor(
    private readonly table: Table,
    private readonly flaws: Flaws,
  ) {}

  /** Whether a row has as many cells as the table has columns; empty ones too many do not count. */
  isWhole(row: TableRow): boolean {
    const { columns } = this.table;
    const surplus = row.cells.slice(columns.length).filter((cell) => cell !== '').length;
    if (row.cells.length >= columns.length && surplus === 0) return true;
    const message = `expected ${columns.length} cells, found ${row.cells.length}`;
    this.flaws.add('length', { line: row.line, message });
    return false;
  }

  isMissing(row: TableRow, index: number): boolean {
    return MISSING.test(row.cells[index]!);
  }

  /** NaN, and a flaw, where there is none; `help` is added where the cell is empty. */
  number(row: TableRow, index: number, help = ''): number {
    const cell = row.cells[index]!;
    const value = numberOf(cell, this.table.decimal);
    if (this.isMissing(row, index))
      this.flaw('missing', row, index, `expected a number, the cell is empty${help}`);
    else if (Number.isNaN(value))
      this.flaw('number', row, index, `expected a finite number, found ${shown(cell)}${advice(cell)}`);
    return value;
  }

  truth(row: TableRow, index: number): boolean | undefined {
    const cell = row.cells[index]!;
    const value = TRUTHS[cell.toLowerCase()];
    if (value === undefined) this.flaw('truth', row, index, `expected true or false, found ${shown(cell)}`);
    return value;
  }

  valueOf(row: TableRow, index: number, variable: TableVariable): number | string {
    return variable.kind === 'categorical'
      ? this.level(row, index, variable.levels)
      : this.measure(row, index, variable);
  }

  /** Shares of a blend, brought to a sum of exactly 1. */
  fractions(row: TableRow, blend: string, shares: readonly Share[]): number[] {
    const values = shares.map((share) => ('index' in share ? this.number(row, share.index) : share.constant));
    const sum = values.reduce((total, value) => total + value, 0);
    const last = shares.reduce((at, share) => ('index' in share ? share.index : at), 0);
    const below = values.findIndex((value) => value < 0);
    if (below >= 0) {
      const [share, message] = [shares[below]!, `${blend}: a share is below 0, found ${values[below]!}`];
      this.flaw('share', row, 'index' in share ? share.index : last, message);
    } else if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      const hint = Math.abs(sum - 100) <= 1 ? ' (per cent? divide by 100)' : '';
      const message = `the shares of ${blend} sum to ${Number(sum.toPrecision(6))}, expected 1${hint}`;
      this.flaw('share', row, last, message);
    }
    return wholeBlend(
      values,
      shares.map(({ bounds }) => bounds),
    );
  }

  private level(row: TableRow, index: number, levels: readonly (string | number)[] | undefined): string {
    const cell = row.cells[index]!;
    if (cell === '') this.flaw('missing', row, index, 'expected a level, the cell is empty');
    if (cell === '' || !levels) return cell;
    const meant = levelCalled(cell, levels.map(String));
    if (meant === undefined)
      this.flaw('level', row, index, `expected one of ${levels.join(', ')}, found ${shown(cell)}`);
    return meant ?? cell;
  }

  private measure(row: TableRow, index: number, variable: TableVariable): number {
    const value = this.number(row, index);
    if (variable.kind === 'integer' && !Number.isNaN(value) && !Number.isInteger(value))
      this.flaw('whole', row, index, `expected a whole number, found ${value}`);
    if (variable.kind === 'continuous' && variable.scale === 'log' && value <= 0)
      this.flaw('log', row, index, `expected more than 0 on a logarithmic scale, found ${value}`);
    return value;
  }

  /** Notes that a cell is not what it should be. */
  flaw(kind: string, { line }: TableRow, index: number, message: string): void {
    this.flaws.add(kind, { line, column: this.table.columns[index]!, message });
  }
}

/** The level as it is, or by another name of an ingredient. */
function levelCalled(cell: string, levels: readonly string[]): string | undefined {
  if (levels.includes(cell)) return cell;
  const ingredient = ingredientCalled(cell);
  return ingredient && levels.find((level) => ingredientCalled(level) === ingredient);
}

/** What to do about a cell that is nearly a number. */
function advice(cell: string): string {
  if (/^[-+]?\d{1,3}(?:[, '’]\d{3})+(?:\.\d+)?$/.test(cell))
    return ': write it without separators of thousands';
  if (/^[-+]?[\d.,]+(?:e[-+]?\d+)?\s?[a-zµ°%Ω][^\s]*$/i.test(cell)) return ': put the unit into the header';
  if (/^[-+]?\d+,\d+$/.test(cell)) return ': the table mixes decimal points and commas';
  return '';
}

function shown(cell: string): string {
  return JSON.stringify(cell.length > 40 ? `${cell.slice(0, 37)}...` : cell);
}
