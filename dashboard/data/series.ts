/** A column of a long record in as many points as a plot can show: the least and the greatest of each stretch of rows. */
import { get } from './ask.js';

export interface Point {
  readonly row: number;
  /** Test time, s. */
  readonly timeS: number | null;
  readonly value: number;
}

export interface RowRange {
  readonly fromRow: number;
  readonly toRow: number;
}

/** @param buckets stretches; at most two points each */
export function overview(
  jobId: string,
  column: string,
  buckets: number,
  range?: RowRange,
): Promise<readonly Point[]> {
  const query = new URLSearchParams({ column, buckets: String(buckets) });
  if (range) {
    query.set('fromRow', String(range.fromRow));
    query.set('toRow', String(range.toRow));
  }
  return get(`jobs/${encodeURIComponent(jobId)}/series?${query.toString()}`);
}

/** The rows that lie between two times, with the point before and after, so that lines reach the edges. */
export function rowsBetween(points: readonly Point[], fromS: number, toS: number): RowRange | undefined {
  const timed = points.filter(({ timeS }) => timeS !== null);
  if (timed.length === 0) return undefined;
  const before = timed.findLast(({ timeS }) => timeS! <= fromS) ?? timed[0]!;
  const after = timed.find(({ timeS }) => timeS! >= toS) ?? timed.at(-1)!;
  return { fromRow: before.row, toRow: after.row + 1 };
}
