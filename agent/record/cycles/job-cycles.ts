/** The cycles of one job of a cycling tester, made from its rows. */
import type { Knex } from 'knex';
import type { CyclerTask } from '../../../drivers/cycler.js';
import type { Table } from '../../../drivers/instrument.js';
import { CycleAccumulator } from '../../analysis/cycling/cycle-accumulator.js';
import type { Cycle } from '../../analysis/cycling/cycle.js';
import type { Recording } from '../../analysis/recording.js';
import { readSeries, type Rows } from '../../analysis/series.js';
import { CELL_TYPES } from '../../experiment/cell-type.js';
import type { Recipe } from '../../experiment/recipe.js';
import { recordingOf } from '../../experiment/recording-of.js';
import { columnsOf, pathOf, type ChunkRow } from '../series/chunk.js';
import { PACKED_ROWS } from '../series/packing.js';
import { chunkWindows } from '../series/series.js';

/** How a job was recorded; undefined for one that cycles no cell. */
export async function recordingOfJob(db: Knex, jobId: string): Promise<Recording | undefined> {
  const job = await db('commands as c')
    .join('experiments as e', 'e.id', 'c.experiment_id')
    .where({ 'c.job_id': jobId })
    .first<{ task: string; recipe: string } | undefined>('c.task', 'e.recipe');
  if (!job) return undefined;
  const task = JSON.parse(job.task) as Partial<CyclerTask>;
  const { cellType } = JSON.parse(job.recipe) as Partial<Recipe>;
  if (task.kind !== 'protocol' || !task.protocol || !cellType || !(cellType in CELL_TYPES)) return undefined;
  return recordingOf(task.protocol, cellType);
}

/** A job's cycles as its rows come, whatever pieces these come in. */
export class JobCycles {
  private readonly accumulator: CycleAccumulator;

  constructor(recording: Recording) {
    this.accumulator = new CycleAccumulator(recording);
  }

  /** Every row that the record holds of a job, read once. @throws {RecordError} `damaged` */
  static async read(
    db: Knex,
    jobId: string,
    recording: Recording,
  ): Promise<{ job: JobCycles; closed: Cycle[] }> {
    const job = new JobCycles(recording);
    const closed: Cycle[] = [];
    for await (const window of chunkWindows(db, jobId, PACKED_ROWS)) {
      for (const chunk of window) closed.push(...job.takeChunk(chunk, columnsOf(chunk, pathOf(db))));
    }
    return { job, closed };
  }

  /** @param columns of the chunk, unpacked. Returns the cycles that its rows close. */
  takeChunk({ columns: names }: ChunkRow, columns: readonly Float64Array[]): Cycle[] {
    return this.takeRows({ columns: JSON.parse(names) as string[], rows: [], unpack: () => columns });
  }

  /** Rows that were taken before are passed over. */
  takeTable({ columns, from, rows }: Table): Cycle[] {
    return this.takeRows({ columns, rows: rows.slice(this.accumulator.length - from) });
  }

  /** @param ended the job ran to its end: its last cycle is over */
  end(ended: boolean): Cycle | undefined {
    return this.accumulator.end(ended);
  }

  private takeRows(rows: Rows): Cycle[] {
    return this.accumulator.take(readSeries(rows).series);
  }
}
