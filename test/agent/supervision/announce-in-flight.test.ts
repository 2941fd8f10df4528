import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { NewEvent } from '../../../agent/record/lab-event.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { followInFlight, takeUpInFlight } from '../../../agent/supervision/announce-in-flight.js';
import { InFlight } from '../../../agent/supervision/in-flight.js';
import type { Supervisor } from '../../../agent/supervision/supervisor.js';
import { ManualClock } from '../../../core/clock.js';
import { OPENING, RECIPE, RecordFolder } from '../a-record.js';

const HOUR_MS = 3_600_000;
const supervisor = { retractExperiment: () => undefined } as unknown as Supervisor;

let folder: RecordFolder;
let clock: ManualClock;
let record: LabRecord;

const intended = (step: string): NewEvent => ({
  kind: 'command.intended',
  subject: `E0001.${step}`,
  body: { experimentId: 'E0001', step, instrument: 'tester', task: {}, effect: 'repeatable' },
});

const settled: NewEvent = {
  kind: 'command.settled',
  subject: 'E0001.age',
  body: { state: 'completed', rows: 0, rowsSha256: '' },
};

/** What an agent that is started now knows of the experiments under way, and hears from then on. */
async function started(): Promise<InFlight> {
  const inFlight = new InFlight(clock);
  await takeUpInFlight(record.db, 'C1', inFlight);
  followInFlight(record, inFlight, supervisor);
  return inFlight;
}

/** Hours that an experiment is given which begins to age now. */
function hoursForecast(inFlight: InFlight): number {
  const startedLabAt = new Date(clock.now()).toISOString();
  inFlight.begin({ id: 'E0002', recipe: RECIPE, step: 'age', startedLabAt });
  return (Date.parse(inFlight.shown('E0002')!.endsLabAt) - clock.now()) / HOUR_MS;
}

beforeEach(async () => {
  clock = new ManualClock();
  folder = new RecordFolder();
  record = await folder.open(clock);
  await record.append(...OPENING, intended('form'));
});

afterEach(() => folder.remove());

describe('an agent that is started in the middle of a step', () => {
  it('learns as much from the end of it as one that saw it begin', async () => {
    await clock.advance(30 * HOUR_MS);
    const uninterrupted = await started();
    await record.append(intended('age'));
    await clock.advance(99 * HOUR_MS);
    const restarted = await started();
    await clock.advance(1 * HOUR_MS);
    await record.append(settled);
    expect(hoursForecast(restarted)).toBeGreaterThan(100);
    expect(hoursForecast(restarted)).toBe(hoursForecast(uninterrupted));
  });

  it('shows that step', async () => {
    expect((await started()).shown('E0001')).toMatchObject({ step: 'form', channel: null });
  });
});
