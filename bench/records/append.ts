/** One more row: after a minute, and after a week. Then the week is packed and looked at. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import type { Clock } from '../../core/clock.js';
import { chunkRow, flatten } from '../../agent/record/series/chunk.js';
import { overviewOf } from '../../agent/record/series/overview.js';
import { packSeries } from '../../agent/record/series/packing.js';
import { rawColumns } from '../../agent/record/series/raw.js';
import type { LabRecord } from '../../agent/record/record.js';
import { quantile } from '../statistics.js';
import { CYCLER_COLUMNS, pageOf } from './cycling.js';
import { fillRecord, insertMany, openRecord } from './quick-record.js';
import { took } from './took.js';

const JOB = 'E0001.age';
const MINUTE_ROWS = 60;
/** What comes in at 1 Hz between two looks of the agent. */
const ROWS_A_CHUNK = 2;
const PIECES_AT_ONCE = 20_000;
const BUCKETS = 1000;

export interface Appends {
  readonly heldRows: number;
  readonly appends: number;
  /** One row, durable: median and mean, ms. */
  readonly minuteMs: { readonly median: number; readonly mean: number };
  readonly weekMs: { readonly median: number; readonly mean: number };
  readonly packS: number;
  /** The longest that the event loop stood still while packing, ms. */
  readonly packDelayMs: number;
  readonly overviewLooseMs: number;
  readonly overviewPackedMs: number;
}

type Rows = readonly (readonly number[])[];

export async function measureAppends(
  folder: string,
  clock: Clock,
  { rows, heldRows, appends }: { readonly rows: Rows; readonly heldRows: number; readonly appends: number },
): Promise<Appends> {
  const minute = await heldFor(join(folder, 'minute.sqlite'), rows, MINUTE_ROWS);
  const week = await heldFor(join(folder, 'week.sqlite'), rows, heldRows);
  const times: { readonly minute: number[]; readonly week: number[] } = { minute: [], week: [] };
  // In turns: what else the machine does hits both alike.
  for (let k = 0; k < appends; k++) {
    times.minute.push(await appendMs(minute, clock, MINUTE_ROWS + k, rows));
    times.week.push(await appendMs(week, clock, heldRows + k, rows));
  }
  const after = await packAndLook(week, clock);
  await Promise.all([minute.close(), week.close()]);
  return { heldRows, appends, minuteMs: middle(times.minute), weekMs: middle(times.week), ...after };
}

async function heldFor(path: string, rows: Rows, count: number): Promise<LabRecord> {
  await fillRecord(path, async (trx) => {
    for (let from = 0; from < count; from += PIECES_AT_ONCE) {
      const pieces = [];
      for (let row = from; row < Math.min(count, from + PIECES_AT_ONCE); row += ROWS_A_CHUNK) {
        pieces.push({ ...piece(row, rows) });
      }
      await insertMany(trx, 'chunks', pieces);
    }
  });
  return openRecord(path);
}

function piece(from: number, rows: Rows) {
  const some = Array.from({ length: ROWS_A_CHUNK }, (_, k) => rows[(from + k) % rows.length]!);
  const place = {
    job_id: JOB,
    from_row: from,
    rows: ROWS_A_CHUNK,
    columns: JSON.stringify(CYCLER_COLUMNS),
  };
  const { raw } = pageOf(JOB, from, some);
  return {
    ...chunkRow(place, flatten({ columns: CYCLER_COLUMNS, rows: some })),
    ...rawColumns(raw === undefined ? [] : [raw]),
  };
}

function appendMs(record: LabRecord, clock: Clock, from: number, rows: Rows): Promise<number> {
  const table = pageOf(JOB, from, [rows[from % rows.length]!]);
  return took(clock, () => record.appendRows(JOB, table));
}

async function packAndLook({ db }: LabRecord, clock: Clock) {
  const look = () => overviewOf(db, JOB, 'voltageV', BUCKETS);
  const loose = await took(clock, look);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const pack = await took(clock, () => packSeries(db, JOB));
  delay.disable();
  const packed = await took(clock, look);
  return {
    packS: pack / 1000,
    packDelayMs: delay.max / 1e6,
    overviewLooseMs: loose,
    overviewPackedMs: packed,
  };
}

function middle(values: readonly number[]): { median: number; mean: number } {
  return {
    median: quantile(values, 0.5),
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
  };
}
