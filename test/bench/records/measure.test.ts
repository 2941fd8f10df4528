import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { experimentsPage } from '../../../agent/record/experiments.js';
import { verify } from '../../../agent/record/verify.js';
import { cyclingRows, EVERY_SECOND } from '../../../bench/records/cycling.js';
import { CAMPAIGN_ID, writeLargeRecord } from '../../../bench/records/large-record.js';
import { measure } from '../../../bench/records/measure.js';
import { openRecord } from '../../../bench/records/quick-record.js';
import { toReport } from '../../../bench/records/report.js';
import { JumpClock } from '../../../bench/diagnosis/jump-clock.js';

const TINY = {
  experiments: 60,
  samples: 6000,
  channels: 4,
  seconds: 3,
  heldRows: 200,
  appends: 3,
  batches: 1,
  rows: 300,
};

/** A look at it takes a millisecond, so that nothing takes no time. */
class TickingClock extends JumpClock {
  override monotonic(): number {
    void this.sleep(1);
    return super.monotonic();
  }
}

describe('the large record of the bench', () => {
  it('is whole, as one that was written event by event', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-records-'));
    const path = join(folder, 'record.sqlite');
    await writeLargeRecord(path, { experiments: 12, samples: 4500 }, cyclingRows(100, EVERY_SECOND));
    const record = await openRecord(path);
    expect(await verify(record.db)).toMatchObject({ experiments: 12, rows: 12 * 4500, problems: [] });
    const [newest] = await experimentsPage(record.db, CAMPAIGN_ID, { limit: 1 });
    expect(newest).toMatchObject({ id: 'E000012', status: 'completed' });
    await record.close();
    rmSync(folder, { recursive: true });
  });
});

describe('the bench of the record', () => {
  it('measures every figure that the report shows', async () => {
    const measured = await measure(TINY, new TickingClock(), () => undefined);
    expect(measured.ingest).toMatchObject({ rows: 12, rowsExpected: 12 });
    expect(measured.opening.size.rows).toBe(6000);
    for (const { loose, packed } of measured.bytes) expect(packed).toBeLessThan(loose);
    const report = toReport(measured, { date: '2026-01-01', command: 'bench' });
    expect(report).toContain('| opening the large record, longest |');
    expect(report).not.toMatch(/NaN|Infinity|undefined/);
  });
});
