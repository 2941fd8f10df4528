/** What every driver makes of a link that fails at the instrument's end, over real sockets. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../core/clock.js';
import { InstrumentError } from '../../drivers/instrument-error.js';
import type { Instrument, JobReport } from '../../drivers/instrument.js';
import type { LinkFault } from '../../simulators/faults/wire.js';

/** One driver and its peer, whose wire can be struck. */
export interface FaultBench {
  readonly instrument: Instrument;
  /** A task that completes within a second of link time. */
  readonly task: unknown;
  strike(fault: LinkFault): void;
  /** How often the peer really carried out this job. */
  executions(jobId: string): number;
  close(): Promise<void>;
}

const FAULTS: readonly LinkFault[] = [
  { fault: 'garbage', count: 1 },
  { fault: 'truncated', count: 1 },
  { fault: 'duplicate', count: 1 },
  { fault: 'lost-acknowledgement', count: 1 },
  { fault: 'slow-answer', delayS: 0.2, durationS: 0.6 },
  { fault: 'disconnect', durationS: 0.4 },
];

const clock = new SystemClock();

/** @param only these faults, where a new connection takes seconds */
export function describeLinkFaults(
  name: string,
  setUp: () => Promise<FaultBench>,
  only: readonly LinkFault['fault'][] = FAULTS.map(({ fault }) => fault),
): void {
  const faults = FAULTS.filter(({ fault }) => only.includes(fault));
  // Nothing begins while somebody looks: there is no such answer to lose.
  const whileLooking = faults.filter(({ fault }) => fault !== 'lost-acknowledgement');
  describe(`${name}: a job is carried out once, and its rows are those of a healthy link`, () => {
    let bench: FaultBench;
    let healthy: Looked;
    beforeAll(async () => {
      bench = await setUp();
      await bench.instrument.connect();
      await seeThrough(bench, 'healthy.1');
      healthy = await look(bench.instrument);
    });
    afterAll(async () => {
      await bench.instrument.disconnect();
      await bench.close();
    });

    it.each(faults)('when $fault strikes before it is started', async (fault) => {
      const jobId = `${fault.fault}.1`;
      bench.strike(fault);
      const report = await seeThrough(bench, jobId);
      expect(report.state).toBe('completed');
      expect(bench.executions(jobId)).toBe(1);
    });

    it.each(whileLooking)('when $fault strikes while somebody looks', async (fault) => {
      bench.strike(fault);
      expect(await patiently(() => look(bench.instrument))).toEqual(healthy);
    });
  });
}

/** What does not change from one look to the next. */
interface Looked {
  readonly rows: readonly (readonly number[])[];
  readonly readings: readonly string[];
}

async function look(instrument: Instrument): Promise<Looked> {
  const readings = (await instrument.observe()).map(({ name, unit }) => `${name} ${unit}`);
  const { rows } = await instrument.fetch('healthy.1', 0);
  return { rows, readings };
}

/** As the agent does: asks whether the job is known before it starts it, again and again while the link is the trouble. */
async function seeThrough({ instrument, task }: FaultBench, jobId: string): Promise<JobReport<unknown>> {
  return patiently(async () => {
    for (;;) {
      const report = await instrument.job(jobId);
      if (report.state === 'unknown') await instrument.start(jobId, task);
      else if (report.state !== 'running') return report;
      await clock.sleep(20);
    }
  });
}

/** Bounded by the deadline of the test. Whatever goes wrong has to be told as trouble of the instrument. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      expect(error).toBeInstanceOf(InstrumentError);
      await clock.sleep(20);
    }
  }
}
