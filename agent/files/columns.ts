/** The numbers of a file in blocks of columns, as much at a time as a block of text holds. */
import Papa from 'papaparse';
import { clockTimeS } from './clock-text.js';
import { directionOf } from './direction.js';
import type { Column } from './header.js';
import type { Flaws } from './flaws.js';
import type { Layout } from './layout.js';
import { numberOf } from './number.js';
import { QUANTITIES, type QuantityName } from './quantities.js';
import { textBlocks } from './text.js';

export interface ColumnBlock {
  readonly length: number;
  /** SI; NaN where the file holds no number. One entry for each column of the layout. */
  readonly columns: ReadonlyMap<QuantityName, Float64Array>;
}

/**
 * Every line after the header is a row, so that row `k` stands on line `headerLines + 1 + k`; what cannot be read of it is
 * NaN and goes to `flaws`. Blank lines at the very end are none.
 * @param tell of the bytes read so far
 * @throws {FileError} the file cannot be read
 */
export async function* columnBlocks(
  path: string,
  layout: Layout,
  flaws: Flaws,
  tell: (bytes: number) => void = () => undefined,
): AsyncGenerator<ColumnBlock> {
  let line = 1;
  for await (const { text, bytesRead, cut } of textBlocks(path)) {
    const lines = Papa.parse<string[]>(text, { delimiter: layout.delimiter, newline: '\n' }).data;
    const rows = lines.slice(Math.max(0, layout.headerLines + 1 - line));
    const first = line + lines.length - rows.length;
    if (rows.length > 0) yield new BlockReader(layout, flaws, first).read(rows);
    line += lines.length;
    if (cut !== undefined) flaws.add('cut', { line: line - 1, message: `${cut}: what follows is missing` });
    tell(bytesRead);
  }
}

class BlockReader {
  constructor(
    private readonly layout: Layout,
    private readonly flaws: Flaws,
    private readonly firstLine: number,
  ) {}

  read(rows: readonly (readonly string[])[]): ColumnBlock {
    const { columns } = this.layout;
    const values = columns.map(() => new Float64Array(rows.length).fill(NaN));
    for (let row = 0; row < rows.length; row++) {
      const cells = rows[row]!;
      const held = cells.length === this.layout.width ? cells.length : this.cellsHeld(cells, row);
      for (let c = 0; c < columns.length; c++) {
        const column = columns[c]!;
        if (column.index < held) values[c]![row] = this.number(cells[column.index]!, column, row);
      }
    }
    return {
      length: rows.length,
      columns: new Map(columns.map(({ quantity }, c) => [quantity, values[c]!])),
    };
  }

  private number(cell: string, { label, quantity, conversion }: Column, row: number): number {
    const { dimension } = QUANTITIES[quantity];
    if (dimension === 'direction') return directionOf(cell);
    const value = numberOf(cell, this.layout.decimal);
    if (!Number.isNaN(value)) return value * conversion.factor + conversion.offset;
    const clockS = dimension === 'time' ? clockTimeS(cell) : NaN;
    if (Number.isNaN(clockS))
      this.flag('text', row, `expected a number, came "${cell.trim().slice(0, 40)}"`, label);
    return clockS;
  }

  /** How many cells of an odd line can be believed. */
  private cellsHeld(cells: readonly string[], row: number): number {
    const { width } = this.layout;
    if (cells.length > width) {
      // A delimiter at the end of every line is a habit of some testers.
      if (cells.slice(width).every((cell) => cell.trim() === '')) return width;
      this.flag('long', row, `expected ${width} cells, came ${cells.length}`);
      return 0;
    }
    const blank = cells.length === 1 && cells[0]!.trim() === '';
    const message = blank
      ? 'expected a row, the line is blank'
      : `the line breaks off after ${cells.length} of ${width} cells`;
    this.flag(blank ? 'blank' : 'short', row, message);
    // The number at which a line breaks off may be short of digits.
    return cells.length - 1;
  }

  private flag(kind: string, row: number, message: string, column?: string): void {
    this.flaws.add(kind, { line: this.firstLine + row, message, ...(column !== undefined && { column }) });
  }
}
