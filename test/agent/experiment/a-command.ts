/** One command on a fake instrument and a real record, for the suites about exactly-once. */
import type { Command, CommandTools } from '../../../agent/experiment/command.js';
import type { LabRecord } from '../../../agent/record/record.js';
import type { Instrument } from '../../../drivers/instrument.js';
import { FakeInstrument, type Course } from './fake-instrument.js';
import { PollingClock } from './polling-clock.js';

export const JOB = 'E0001.form';

export const COMPLETES: Course = {
  polls: 2,
  rows: 8,
  end: { state: 'completed', result: { kind: 'protocol', testTimeS: 60 } },
};

export function aCommand(instrument: Instrument): Command {
  return { jobId: JOB, experimentId: 'E0001', step: 'form', instrument, task: { kind: 'protocol' } };
}

export function toolsOn(record: LabRecord, link = new PollingClock()): CommandTools & { link: PollingClock } {
  return { record, link, patience: { pollMs: 200, rowsMs: 0, linkMs: 5000, safeMs: 10_000 } };
}

export function anInstrument(course: Course = COMPLETES): FakeInstrument {
  return new FakeInstrument('cycler', () => course);
}

/** The alarms that a person was given. */
export async function alarmsIn(record: LabRecord): Promise<string[]> {
  const bodies = await record.db('events').where({ kind: 'notice' }).pluck<string[]>('body');
  return bodies
    .map((body) => JSON.parse(body) as { level: string; text: string })
    .filter(({ level }) => level === 'alarm')
    .map(({ text }) => text);
}
