/** How long a large record takes to open, and to show a page of its newest experiments. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { experimentsPage } from '../../agent/record/experiments.js';
import { recordSize, type RecordSize } from '../../agent/record/record-size.js';
import type { Clock } from '../../core/clock.js';
import { CAMPAIGN_ID, writeLargeRecord, type Extent } from './large-record.js';
import { openRecord } from './quick-record.js';
import { took } from './took.js';

const OPENINGS = 3;
const PAGE = 50;
const PAGES = 20;

export interface Opening extends Extent {
  readonly fileMB: number;
  readonly writeS: number;
  /** Each opening, s. */
  readonly openS: readonly number[];
  /** Each page, ms: the newest, and one after another from there. */
  readonly pageMs: readonly number[];
  readonly size: RecordSize;
}

export async function measureOpening(
  folder: string,
  clock: Clock,
  extent: Extent,
  rows: readonly (readonly number[])[],
): Promise<Opening> {
  const path = join(folder, 'large.sqlite');
  const writeS = (await took(clock, () => writeLargeRecord(path, extent, rows))) / 1000;
  const openS: number[] = [];
  for (let k = 0; k < OPENINGS; k++) openS.push(await openedS(path, clock));
  const record = await openRecord(path);
  const pageMs = await turnPages(record.db, clock);
  const size = await recordSize(record.db);
  await record.close();
  return { ...extent, fileMB: statSync(path).size / 1e6, writeS, openS, pageMs, size };
}

async function openedS(path: string, clock: Clock): Promise<number> {
  const startedMs = clock.monotonic();
  const record = await openRecord(path);
  const elapsedS = (clock.monotonic() - startedMs) / 1000;
  await record.close();
  return elapsedS;
}

async function turnPages(db: Parameters<typeof experimentsPage>[0], clock: Clock): Promise<number[]> {
  const times: number[] = [];
  let before: string | undefined;
  for (let k = 0; k < PAGES; k++) {
    const startedMs = clock.monotonic();
    const page = await experimentsPage(db, CAMPAIGN_ID, {
      limit: PAGE,
      ...(before !== undefined && { before }),
    });
    times.push(clock.monotonic() - startedMs);
    before = page.at(-1)?.id ?? before;
  }
  return times;
}
