/** The curves of chosen cycles of a job, made from its rows. */
import type { Knex } from 'knex';
import { halfCycles, type HalfCycle } from '../../analysis/cycling/half-cycles.js';
import type { Cycle } from '../../analysis/cycling/cycle.js';
import { readSeries, type Series } from '../../analysis/series.js';
import { columnsOf, pathOf, type ChunkRow } from '../series/chunk.js';
import { PACKED_ROWS } from '../series/packing.js';
import { chunkWindows } from '../series/series.js';
import { cyclesOf } from './cycle-store.js';
import { recordingOfJob } from './job-cycles.js';

export interface CycleCurves {
  readonly cycle: number;
  /** Charged, discharged and left behind. */
  readonly complete: boolean;
  readonly quality: Cycle['quality'];
  /** Why the quality is not `valid`; empty when it is. */
  readonly reason: string;
  /** Charge, then discharge, as far as there was one. */
  readonly halves: readonly HalfCycle[];
}

/** Of one cycle: a third of a second, in which the agent does nothing else. */
const MOST_ROWS = 200_000;

/**
 * @param numbers of the tester's count; cycles are returned in this order
 * @throws {RangeError} no such cycle is kept, it is too long, or the job cycles no cell
 * @throws {RecordError} `damaged`
 */
export async function curvesOf(db: Knex, jobId: string, numbers: readonly number[]): Promise<CycleCurves[]> {
  const recording = await recordingOfJob(db, jobId);
  if (!recording) throw new RangeError(`${jobId} is no job that cycles a cell`);
  const kept = new Map((await cyclesOf(db, jobId)).map(({ cycle }) => [cycle.cycle, cycle]));
  const curves: CycleCurves[] = [];
  for (const number of numbers) {
    const { cycle, complete, quality, reason, ...rows } = known(jobId, number, kept);
    const halves = halfCycles(await rowsBetween(db, jobId, rows), recording);
    curves.push({ cycle, complete, quality, reason, halves });
  }
  return curves;
}

function known(jobId: string, number: number, kept: ReadonlyMap<number, Cycle>): Cycle {
  const cycle = kept.get(number);
  const ends = [...kept.keys()];
  const there = ends.length === 0 ? 'none yet' : `${ends[0]} to ${ends.at(-1)}`;
  if (!cycle) throw new RangeError(`${jobId} has no cycle ${number}; it has ${there}`);
  const rows = cycle.lastRow - cycle.firstRow + 1;
  if (rows > MOST_ROWS)
    throw new RangeError(
      `cycle ${number} of ${jobId} has ${rows} rows; curves are made of ${MOST_ROWS} at most`,
    );
  return cycle;
}

type Ends = Pick<Cycle, 'firstRow' | 'lastRow'>;

/** Rows `firstRow` to `lastRow`, as far as they are there. */
async function rowsBetween(db: Knex, jobId: string, { firstRow, lastRow }: Ends): Promise<Series> {
  const pieces: { readonly names: readonly string[]; readonly columns: readonly Float64Array[] }[] = [];
  for await (const window of chunkWindows(db, jobId, PACKED_ROWS, firstRow)) {
    for (const chunk of window)
      if (chunk.from_row <= lastRow) pieces.push(cut(chunk, pathOf(db), firstRow, lastRow));
    if (window.at(-1)!.from_row > lastRow) break;
  }
  const columns = pieces[0]?.names ?? [];
  return readSeries({ columns, rows: [], unpack: () => joined(pieces.map((piece) => piece.columns)) }).series;
}

function cut(chunk: ChunkRow, path: string, firstRow: number, lastRow: number) {
  const [from, to] = [Math.max(0, firstRow - chunk.from_row), lastRow + 1 - chunk.from_row];
  const columns = columnsOf(chunk, path).map((column) => column.subarray(from, Math.max(from, to)));
  return { names: JSON.parse(chunk.columns) as string[], columns };
}

/** Chunks of a job have the same columns. */
function joined(pieces: readonly (readonly Float64Array[])[]): Float64Array[] {
  const length = pieces.reduce((sum, [first]) => sum + (first?.length ?? 0), 0);
  return (pieces[0] ?? []).map((_, index) => {
    const whole = new Float64Array(length);
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece[index]!, at);
      at += piece[index]!.length;
    }
    return whole;
  });
}
