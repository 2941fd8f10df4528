/** What one recorded row takes on disk: as it comes in, and packed. */
import { join } from 'node:path';
import { packSeries } from '../../agent/record/series/packing.js';
import { recordSize } from '../../agent/record/record-size.js';
import type { Protocol } from '../../drivers/protocol.js';
import { AS_A_CAMPAIGN, cyclingRows, EVERY_SECOND, pageOf } from './cycling.js';
import { openRecord } from './quick-record.js';

export interface Bytes {
  readonly recording: string;
  readonly rows: number;
  /** In a transaction. */
  readonly rowsAtOnce: number;
  readonly loose: number;
  readonly packed: number;
  /** What the tester sent. */
  readonly rawLoose: number;
  readonly rawPacked: number;
}

export async function measureBytes(folder: string, count: number): Promise<Bytes[]> {
  return [
    await bytesOf(join(folder, 'second.sqlite'), 'every second', cyclingRows(count, EVERY_SECOND), 2),
    await bytesOf(
      join(folder, 'campaign.sqlite'),
      words(AS_A_CAMPAIGN),
      cyclingRows(count, AS_A_CAMPAIGN),
      50,
    ),
  ];
}

function words({ everyS, everyV }: Protocol['record']): string {
  return `every ${everyS} s and ${1000 * everyV} mV`;
}

async function bytesOf(
  path: string,
  recording: string,
  rows: readonly (readonly number[])[],
  rowsAtOnce: number,
): Promise<Bytes> {
  const record = await openRecord(path);
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await record.appendRows('job', pageOf('job', from, rows.slice(from, from + rowsAtOnce)));
  }
  const loose = await recordSize(record.db);
  await packSeries(record.db, 'job');
  const packed = await recordSize(record.db);
  await record.close();
  const counts = { recording, rows: rows.length, rowsAtOnce };
  return {
    ...counts,
    loose: loose.bytesPerRow ?? 0,
    packed: packed.bytesPerRow ?? 0,
    rawLoose: loose.rawBytes / rows.length,
    rawPacked: packed.rawBytes / rows.length,
  };
}
