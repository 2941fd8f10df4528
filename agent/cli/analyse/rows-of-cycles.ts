/** The rows of some cycles of a file, without holding the others. */
import type { Cycle } from '../../analysis/cycling/cycle.js';
import { readSeries, SERIES_COLUMNS, type Series } from '../../analysis/series.js';
import { seriesBlocks, type CyclingFile } from '../../files/cycling-file.js';
import { Flaws } from '../../files/flaws.js';
import type { CycleRows } from './passes.js';

export async function cycleRows(file: CyclingFile, cycles: readonly Cycle[]): Promise<CycleRows[]> {
  const pieces = cycles.map((): Series[] => []);
  let from = 0;
  for await (const block of seriesBlocks(file, new Flaws(file.path))) {
    cycles.forEach(({ firstRow, lastRow }, k) => {
      const piece = slice(block, firstRow - from, lastRow + 1 - from);
      if (piece.length > 0) pieces[k]!.push(piece);
    });
    from += block.length;
  }
  return cycles.map((cycle, k) => ({ cycle, series: joined(pieces[k]!) }));
}

/** Rows `from` up to `to`, as far as there are any. */
export function slice(series: Series, from: number, to: number): Series {
  const [begin, end] = [Math.max(0, from), Math.max(0, Math.min(series.length, to))];
  return seriesOf((name) => series[name].slice(begin, end));
}

function joined(pieces: readonly Series[]): Series {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return seriesOf((name) => {
    const column = new Float64Array(length);
    let at = 0;
    for (const piece of pieces) {
      column.set(piece[name], at);
      at += piece.length;
    }
    return column;
  });
}

function seriesOf(column: (name: (typeof SERIES_COLUMNS)[number]) => Float64Array): Series {
  return readSeries({ columns: SERIES_COLUMNS, rows: [], unpack: () => SERIES_COLUMNS.map(column) }).series;
}
