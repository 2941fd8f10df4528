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

/** A stretch of test time, s. */
export interface Stretch {
  readonly fromS: number;
  readonly toS: number;
}

/** What is known finely inside its stretch, and coarsely around it: nothing is blank while more is being read. */
export function merged(coarse: readonly Point[], fine: readonly Point[]): readonly Point[] {
  const [first, last] = [fine[0], fine.at(-1)];
  if (!first || !last) return coarse;
  const before = coarse.filter(({ row }) => row < first.row);
  return [...before, ...fine, ...coarse.filter(({ row }) => row > last.row)];
}

/** The stretch made `factor` times as long around its middle, and moved by `share` of its length; never beyond `all`. */
export function changed({ fromS, toS }: Stretch, all: Stretch, factor: number, share: number): Stretch | undefined {
  const length = (toS - fromS) * factor;
  if (length >= all.toS - all.fromS) return undefined;
  const middle = (fromS + toS) / 2 + share * (toS - fromS);
  const begin = Math.min(Math.max(middle - length / 2, all.fromS), all.toS - length);
  return { fromS: begin, toS: begin + length };
}

/** From the first to the last point that has a time; undefined without two of them. */
export function stretchOf(points: readonly Point[]): Stretch | undefined {
  const fromS = points.find(({ timeS }) => timeS !== null)?.timeS;
  const toS = points.findLast(({ timeS }) => timeS !== null)?.timeS;
  return fromS != null && toS != null && toS > fromS ? { fromS, toS } : undefined;
}
