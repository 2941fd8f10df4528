import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Cycle } from '../../../agent/analysis/cycling/cycle.js';
import { cycleTable } from '../../../agent/analysis/cycling/cycles.js';
import { DEFINITIONS_VERSION } from '../../../agent/analysis/definitions.js';
import { readSeries, SERIES_COLUMNS } from '../../../agent/analysis/series.js';
import { carryOut } from '../../../agent/experiment/command.js';
import { CycleWatch, settleCycles } from '../../../agent/experiment/cycle-watch.js';
import { NO_LIMITS, ageingProtocol } from '../../../agent/experiment/protocols.js';
import { recordingOf } from '../../../agent/experiment/recording-of.js';
import { cyclesOf } from '../../../agent/record/cycles/cycle-store.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { sealOf } from '../../../agent/record/series/seal.js';
import { verify } from '../../../agent/record/verify.js';
import { OPENING, RECIPE, RecordFolder } from '../a-record.js';
import { constantCurrentCycles } from '../analysis/records.js';
import { COMPLETES, aCommand, alarmsIn, anInstrument, toolsOn } from './a-command.js';

const JOB = 'E0001.age';
const protocol = ageingProtocol(RECIPE, NO_LIMITS);
const rows = constantCurrentCycles({
  cycles: 4,
  currentA: 0.004,
  chargeAs: (n) => 6 - 0.1 * n,
  dischargeAs: (n) => 5.9 - 0.1 * n,
});

function expected(ended: boolean): readonly Cycle[] {
  const { series } = readSeries({ columns: SERIES_COLUMNS, rows });
  return cycleTable([series], recordingOf(protocol, RECIPE.cellType), ended).cycles;
}

async function begin(record: LabRecord, task: unknown = { kind: 'protocol', protocol }): Promise<void> {
  const body = {
    experimentId: 'E0001',
    step: 'age',
    instrument: 'cycler',
    task,
    effect: 'irreversible',
  } as const;
  await record.append(...OPENING, { kind: 'command.intended', subject: JOB, body });
}

const piece = (from: number, to: number) => ({ columns: SERIES_COLUMNS, from, rows: rows.slice(from, to) });

async function kept(record: LabRecord): Promise<Cycle[]> {
  return (await cyclesOf(record.db, JOB)).map(({ cycle }) => cycle);
}

describe('the cycles of a running job', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
  });
  afterEach(() => folder.remove());

  it('are kept as they close, and all of them at the end, by the definitions of today', async () => {
    await begin(record);
    const watch = new CycleWatch(record, JOB);
    const third = rows.findIndex(([, , cycle]) => cycle === 3);
    await watch.keep(piece(0, third));
    expect(await kept(record)).toEqual(expected(true).slice(0, 1));
    await watch.keep(piece(third, rows.length));
    expect(await kept(record)).toEqual(expected(true).slice(0, 3));
    expect(await settleCycles(record, JOB, true)).toEqual([]);
    expect(await kept(record)).toEqual(expected(true));
    const [stored] = await cyclesOf(record.db, JOB);
    expect(stored?.definitions).toBe(DEFINITIONS_VERSION);
  });

  it('come about by carrying a command out, without an alarm', async () => {
    await record.append(...OPENING);
    const instrument = anInstrument({ ...COMPLETES, polls: 4, rows: rows.length });
    instrument.fetch = (_, from) => Promise.resolve(piece(from, from + 37));
    const command = { ...aCommand(instrument), jobId: JOB, task: { kind: 'protocol', protocol } };
    const settled = await carryOut(command, toolsOn(record), new AbortController().signal);
    expect(settled.state).toBe('completed');
    expect(await kept(record)).toEqual(expected(true));
    expect(await alarmsIn(record)).toEqual([]);
    expect((await verify(record.db)).problems).toEqual([]);
  });

  it('have a last one that stays in progress when the job was broken off', async () => {
    await begin(record);
    await new CycleWatch(record, JOB).keep(piece(0, rows.length));
    await settleCycles(record, JOB, false);
    expect((await kept(record)).at(-1)).toMatchObject({ cycle: 4, inProgress: true, complete: false });
  });

  it('are the same however rows come, twice or not, and whoever takes over in between', async () => {
    await begin(record);
    const looks = fc.array(fc.tuple(fc.nat({ max: rows.length }), fc.boolean(), fc.nat({ max: 5 })), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(looks, async (all) => {
        await record.db('chunks').delete();
        await record.db('cycles').delete();
        let watch = new CycleWatch(record, JOB);
        let held = 0;
        for (const [to, restarts, overlap] of [...all, [rows.length, false, 0] as const]) {
          if (restarts) watch = new CycleWatch(record, JOB);
          if (to > held) await watch.keep(piece(Math.max(0, held - overlap), to));
          held = Math.max(held, to);
        }
        expect(await kept(record)).toEqual(expected(true).slice(0, 3));
        expect(await settleCycles(record, JOB, true)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('are not counted twice when rows could not be written and come again', async () => {
    await begin(record);
    const watch = new CycleWatch(record, JOB);
    await watch.keep(piece(0, 20));
    await expect(watch.keep(piece(21, rows.length))).rejects.toThrow(/are missing: fetch from 20/);
    await watch.keep(piece(20, rows.length));
    expect(await kept(record)).toEqual(expected(true).slice(0, 3));
  });

  it('raise an alarm when the rows say otherwise at the end, and are then those of the rows', async () => {
    await begin(record);
    await new CycleWatch(record, JOB).keep(piece(0, rows.length));
    await change(record, 2);
    expect((await verify(record.db)).problems).toEqual([
      `${JOB}, cycle 2: dischargeCapacityAs as kept are not what its rows give`,
    ]);
    const [alarm, ...more] = await settleCycles(record, JOB, true);
    expect(alarm).toMatchObject({ kind: 'notice', body: { level: 'alarm' } });
    expect(JSON.stringify(alarm)).toContain('cycle 2: dischargeCapacityAs');
    expect(more).toEqual([]);
    expect(await kept(record)).toEqual(expected(true));
  });

  it('must all be there once the job is settled', async () => {
    await begin(record);
    await new CycleWatch(record, JOB).keep(piece(0, rows.length));
    await settleCycles(record, JOB, true);
    const body = { state: 'completed', ...(await sealOf(record.db, JOB)) } as const;
    await record.append({ kind: 'command.settled', subject: JOB, body });
    expect((await verify(record.db)).problems).toEqual([]);
    await record.db('cycles').where({ cycle: 3 }).delete();
    expect((await verify(record.db)).problems).toEqual([`${JOB}, cycle 3: not kept, although its rows are`]);
  });

  it('that older definitions made are no alarm, and are made again', async () => {
    await begin(record);
    await new CycleWatch(record, JOB).keep(piece(0, rows.length));
    await change(record, 2);
    await record.db('cycles').update({ definitions: DEFINITIONS_VERSION - 1 });
    expect((await verify(record.db)).problems).toEqual([]);
    expect(await settleCycles(record, JOB, true)).toEqual([]);
    expect(await kept(record)).toEqual(expected(true));
  });

  it('do not exist for a job that cycles nothing', async () => {
    await begin(record, { kind: 'impedance' });
    await new CycleWatch(record, JOB).keep(piece(0, rows.length));
    expect(await settleCycles(record, JOB, true)).toEqual([]);
    expect(await kept(record)).toEqual([]);
  });

  async function change({ db }: LabRecord, number: number): Promise<void> {
    const [, cycle] = await kept(record);
    const quantities = JSON.stringify({ ...cycle, dischargeCapacityAs: 1 });
    await db('cycles').where({ job_id: JOB, cycle: number }).update({ quantities });
  }
});
