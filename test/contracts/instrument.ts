/** The contract every driver keeps, run over each driver with its simulated instrument as a real protocol peer. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instrument, JobReport } from '../../drivers/instrument.js';
import { SystemClock } from '../../core/clock.js';

/** One driver and its peer, set up for a suite. */
export interface Bench {
  readonly instrument: Instrument;
  /** A task that completes within a second of link time. */
  readonly task: unknown;
  /** A task that runs until it is stopped (at least a minute of link time). */
  readonly longTask: unknown;
  /** How often the peer really carried out this job: the room's word, not the driver's. */
  executions(jobId: string): Promise<number>;
  close(): Promise<void>;
}

const clock = new SystemClock();

/** Asks for a job until it has left the states given. Bounded by the deadline of the test. */
export async function until<R>(
  instrument: Instrument<never, R>,
  jobId: string,
  wanted: (report: JobReport<R>) => boolean,
): Promise<JobReport<R>> {
  for (;;) {
    const report = await instrument.job(jobId);
    if (wanted(report)) return report;
    await clock.sleep(20);
  }
}

export function describeInstrument(name: string, setUp: () => Promise<Bench>): void {
  describe(`${name} keeps the instrument contract`, () => {
    let bench: Bench;
    beforeAll(async () => {
      bench = await setUp();
      await bench.instrument.connect();
    });
    afterAll(async () => {
      await bench.instrument.disconnect();
      await bench.close();
    });

    it('says who answers', async () => {
      const identity = await bench.instrument.identify();
      expect(identity.manufacturer).not.toBe('');
      expect(identity.serialNumber).not.toBe('');
      expect(bench.instrument.link).toBe('up');
    });

    it('reports readings with a unit', async () => {
      const readings = await bench.instrument.observe();
      expect(readings.length).toBeGreaterThan(0);
      for (const reading of readings) expect(reading.unit).not.toBe('');
    });

    it('does not know a job that was never started', async () => {
      expect((await bench.instrument.job('never.started.1')).state).toBe('unknown');
    });

    it('carries out a job once however often it is started', async () => {
      await bench.instrument.start('contract.once.1', bench.task);
      await bench.instrument.start('contract.once.1', bench.task);
      const report = await until(bench.instrument, 'contract.once.1', (r) => r.state !== 'running');
      expect(report.state).toBe('completed');
      await bench.instrument.start('contract.once.1', bench.task);
      expect(await bench.executions('contract.once.1')).toBe(1);
    });

    it('gives all rows, and the same rows from any index on', async () => {
      const { rows } = await bench.instrument.job('contract.once.1');
      const all = await bench.instrument.fetch('contract.once.1', 0);
      expect(all.rows.length).toBeGreaterThan(0);
      expect(all.rows.length).toBeLessThanOrEqual(rows);
      const later = await bench.instrument.fetch('contract.once.1', all.rows.length - 1);
      expect(later.from).toBe(all.rows.length - 1);
      expect(later.rows[0]).toEqual(all.rows[all.rows.length - 1]);
      for (const row of all.rows) expect(row).toHaveLength(all.columns.length);
    });

    it('hands over what came over the link, for the report and for the rows', async () => {
      const { raw: report = '' } = await bench.instrument.job('contract.once.1');
      const { raw: page = '', rows } = await bench.instrument.fetch('contract.once.1', 0);
      expect(report.toLowerCase()).toContain('completed');
      expect(page).toContain(String(rows[0]![0]));
      expect(page).toContain(String(rows.at(-1)!.at(-1)));
    });

    it('stops a running job when made safe, and may be made safe again', async () => {
      await bench.instrument.start('contract.long.1', bench.longTask);
      expect((await bench.instrument.job('contract.long.1')).state).toBe('running');
      await bench.instrument.makeSafe('contract.long.1');
      expect((await bench.instrument.job('contract.long.1')).state).toBe('aborted');
      await bench.instrument.makeSafe('contract.long.1');
      await bench.instrument.makeSafe();
    });

    it('refuses a task it cannot do, and does not do it', async () => {
      await expect(bench.instrument.start('contract.nonsense.1', { kind: 'nonsense' })).rejects.toMatchObject(
        {
          fault: 'refused',
          instrument: bench.instrument.id,
        },
      );
      expect(await bench.executions('contract.nonsense.1')).toBe(0);
    });

    it('fails at once, with nothing sent, when disconnected', async () => {
      await bench.instrument.disconnect();
      await expect(bench.instrument.start('contract.offline.1', bench.task)).rejects.toMatchObject({
        fault: 'not-sent',
      });
      await bench.instrument.connect();
      expect((await bench.instrument.job('contract.offline.1')).state).toBe('unknown');
    });
  });
}
