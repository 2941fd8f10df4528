/** A column of a long job in as many points as a plot can show: no peak is lost. */
import type { Knex } from 'knex';
import { columnsOf, pathOf, type ChunkRow } from './chunk.js';
import { PACKED_ROWS } from './packing.js';
import { chunkWindows, rowsHeld } from './series.js';

/** A value as it was recorded. */
export interface OverviewPoint {
  readonly row: number;
  /** Test time, s; null where the job records none, or not a number. */
  readonly timeS: number | null;
  /** In the unit that the column's name says. */
  readonly value: number;
}

/** Rows `fromRow` to `toRow - 1`. */
export interface RowRange {
  readonly fromRow: number;
  readonly toRow: number;
}

const TIME_COLUMN = 'testTimeS';

/**
 * The least and the greatest value of each of `buckets` equal stretches of rows, in order of rows: at most 2 x `buckets`
 * points, the least and greatest of the range among them. What is not a number is passed over; a stretch that holds
 * nothing else leaves a gap. Reads chunk by chunk, so that memory does not grow with the job.
 * @param buckets 1 or more
 * @param range rows to look at; all of them unless given, cut to those that are there
 * @throws {RangeError} no such column, or no bucket
 * @throws {RecordError} `damaged`
 */
export async function overviewOf(
  db: Knex,
  jobId: string,
  column: string,
  buckets: number,
  range?: RowRange,
): Promise<OverviewPoint[]> {
  if (!(buckets >= 1)) throw new RangeError(`1 bucket or more was expected, ${buckets} came`);
  const fromRow = Math.max(0, range?.fromRow ?? 0);
  const toRow = Math.min(await rowsHeld(db, jobId), range?.toRow ?? Infinity);
  const extremes = new Extremes((row) => Math.floor(((row - fromRow) * buckets) / (toRow - fromRow)));
  if (fromRow >= toRow) return [];
  for await (const window of chunkWindows(db, jobId, PACKED_ROWS, fromRow)) {
    for (const chunk of window) look(chunk, column, { fromRow, toRow }, extremes, pathOf(db));
    if (window.at(-1)!.from_row >= toRow) break;
  }
  return extremes.points();
}

function look(chunk: ChunkRow, column: string, range: RowRange, extremes: Extremes, path: string): void {
  const names = JSON.parse(chunk.columns) as string[];
  const index = names.indexOf(column);
  if (index < 0) {
    throw new RangeError(`${chunk.job_id} has no column ${column}; it has ${names.join(', ')}`);
  }
  const columns = columnsOf(chunk, path);
  const [values, times] = [columns[index]!, columns[names.indexOf(TIME_COLUMN)]];
  const first = Math.max(0, range.fromRow - chunk.from_row);
  const end = Math.min(chunk.rows, range.toRow - chunk.from_row);
  for (let k = first; k < end; k++) extremes.take(chunk.from_row + k, times?.[k] ?? NaN, values[k]!);
}

/** Rows come in order: one bucket is open at a time. */
class Extremes {
  private readonly closed: OverviewPoint[] = [];
  private bucket = -1;
  private least: OverviewPoint | undefined;
  private greatest: OverviewPoint | undefined;

  constructor(private readonly bucketOf: (row: number) => number) {}

  take(row: number, timeS: number, value: number): void {
    if (Number.isNaN(value)) return;
    const bucket = this.bucketOf(row);
    if (bucket !== this.bucket) this.close(bucket);
    const isLeast = !this.least || value < this.least.value;
    const isGreatest = !this.greatest || value > this.greatest.value;
    if (!isLeast && !isGreatest) return;
    const point = { row, timeS: Number.isNaN(timeS) ? null : timeS, value };
    if (isLeast) this.least = point;
    if (isGreatest) this.greatest = point;
  }

  points(): OverviewPoint[] {
    this.close(-1);
    return this.closed;
  }

  private close(next: number): void {
    const { least, greatest } = this;
    if (least && greatest) {
      const [first, second] = least.row <= greatest.row ? [least, greatest] : [greatest, least];
      this.closed.push(first);
      if (second.row !== first.row) this.closed.push(second);
    }
    this.bucket = next;
    this.least = this.greatest = undefined;
  }
}
