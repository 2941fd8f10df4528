import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { carryOut } from '../../../agent/experiment/command.js';
import { commandOf } from '../../../agent/record/commands.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { messagesOf, type RawColumns } from '../../../agent/record/series/raw.js';
import { readSeries } from '../../../agent/record/series/series.js';
import { verify } from '../../../agent/record/verify.js';
import { OPENING, RecordFolder } from '../a-record.js';
import { aCommand, alarmsIn, anInstrument, COMPLETES, JOB, toolsOn } from './a-command.js';
import { InstrumentError } from '../../../drivers/instrument-error.js';
import type { Disturbance, FakeInstrument } from './fake-instrument.js';

const never = new AbortController().signal;

describe('a command', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    await record.append(...OPENING);
  });
  afterEach(() => folder.remove());

  it('is intended on disk before the instrument hears of it', async () => {
    const instrument = anInstrument();
    let atFirstCall: string | undefined;
    record.onEvent((event) => {
      if (event.kind === 'command.intended') atFirstCall = instrument.calls.join();
    });
    await carryOut(aCommand(instrument), toolsOn(record), never);
    expect(atFirstCall).toBe('');
    expect(instrument.executed).toEqual([JOB]);
  });

  it('settles with the result and every row, and tells its progress on the way', async () => {
    const shares: number[] = [];
    const tools = { ...toolsOn(record), onProgress: (_job: string, share: number) => shares.push(share) };
    const settled = await carryOut(aCommand(anInstrument()), tools, never);
    expect(settled).toMatchObject({ state: 'completed', result: COMPLETES.end.result });
    expect((await readSeries(record.db, JOB)).rows.map(([index]) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const kept = [...(await record.db('chunks').select()), ...(await record.db('reports').select())];
    expect(kept.flatMap((raw) => messagesOf(raw as RawColumns, JOB, record.path))).toEqual([
      ...[0, 3, 6].map((from) => `${JOB} from ${from}`),
      `${JOB} completed`,
    ]);
    expect(shares).toEqual([...shares].sort());
    expect(shares.length).toBeGreaterThan(0);
    expect((await verify(record.db)).problems).toEqual([]);
  });

  it.each(['failed', 'aborted', 'interrupted'] as const)(
    'that %s keeps the fault and its rows',
    async (state) => {
      const fault = { code: 'channel-hardware', message: 'relay' };
      const instrument = anInstrument({ polls: 1, rows: 5, end: { state, fault } });
      expect(await carryOut(aCommand(instrument), toolsOn(record), never)).toMatchObject({ state, fault });
      expect(await commandOf(record.db, JOB)).toMatchObject({ state, fault, rows: 5 });
    },
  );

  it('is not asked about again once it is settled', async () => {
    const instrument = anInstrument();
    const first = await carryOut(aCommand(instrument), toolsOn(record), never);
    const calls = instrument.calls.length;
    const again = await carryOut(aCommand(instrument), toolsOn(record), never);
    expect(again).toEqual(first);
    expect(instrument.calls).toHaveLength(calls);
  });

  it('is not started again when it was carried out and the reply was lost', async () => {
    const instrument = anInstrument();
    instrument.disturb = (method) =>
      method === 'start' && instrument.executed.length === 0 ? 'reply-lost' : undefined;
    expect(await carryOut(aCommand(instrument), toolsOn(record), never)).toMatchObject({
      state: 'completed',
    });
    expect(instrument.executed).toEqual([JOB]);
    expect(instrument.count(`start ${JOB}`)).toBe(1);
  });

  it('is carried out once and completely through any links that fail now and then', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.constantFrom<Disturbance | undefined>(...WEATHER)),
        async (weather) => {
          const jobId = `E0001.try-${++run}`;
          const instrument = anInstrument();
          instrument.disturb = () => weather.next().value as Disturbance | undefined;
          const command = { ...aCommand(instrument), jobId };
          const patient = {
            ...toolsOn(record),
            patience: { pollMs: 1, rowsMs: 1, linkMs: 1000, safeMs: 10_000 },
          };
          expect(await carryOut(command, patient, never)).toMatchObject({ state: 'completed' });
          expect(instrument.executed).toEqual([jobId]);
          expect((await readSeries(record.db, jobId)).rows).toHaveLength(COMPLETES.rows);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('has all its patience left for a link that is lost at the end of a long fetch', async () => {
    const instrument = anInstrument();
    const tools = toolsOn(record);
    const fetch = instrument.fetch.bind(instrument);
    let isLost = false;
    instrument.fetch = async (jobId, from) => {
      if (from < 6 || isLost) return fetch(jobId, from);
      isLost = true;
      for (let k = 0; k <= tools.patience.linkMs / 1000; k++) await tools.link.sleep(1000);
      throw new InstrumentError('cycler', 'not-sent', 'unplugged');
    };
    expect(await carryOut(aCommand(instrument), tools, never)).toMatchObject({ state: 'completed' });
    expect(isLost).toBe(true);
    expect(await commandOf(record.db, JOB)).toMatchObject({ rows: 8 });
  });

  it('is unknown, and an alarm, when the link stays down longer than patience', async () => {
    const instrument = anInstrument();
    instrument.disturb = () => (instrument.executed.length > 0 ? 'not-sent' : undefined);
    const tools = toolsOn(record);
    const settling = carryOut(aCommand(instrument), tools, never);
    await tools.link.passDeadline();
    expect(await settling).toMatchObject({ state: 'unknown', fault: { code: 'not-sent' } });
    expect(instrument.count(`makeSafe ${JOB}`)).toBeGreaterThan(0);
    expect(await alarmsIn(record)).toEqual([
      expect.stringContaining(`did not confirm that ${JOB} is stopped`),
    ]);
  });

  it('is not executed when the instrument refuses it, and nothing is stopped for it', async () => {
    const instrument = anInstrument();
    instrument.disturb = (method) => (method === 'start' ? 'refused' : undefined);
    expect(await carryOut(aCommand(instrument), toolsOn(record), never)).toMatchObject({
      state: 'not-executed',
      fault: { code: 'refused' },
    });
    expect(instrument.executed).toEqual([]);
    expect(instrument.count(`makeSafe ${JOB}`)).toBe(0);
  });

  it('is never called not executed once the instrument has taken it, whatever it refuses later', async () => {
    const instrument = anInstrument();
    instrument.disturb = (method) => (method === 'fetch' ? 'refused' : undefined);
    expect(await carryOut(aCommand(instrument), toolsOn(record), never)).toMatchObject({ state: 'unknown' });
    expect(instrument.count(`makeSafe ${JOB}`)).toBe(1);
  });

  it('is not started again when the instrument took it and has forgotten it since', async () => {
    await record.append(
      { kind: 'command.intended', subject: JOB, body: INTENT },
      { kind: 'command.acknowledged', subject: JOB, body: {} },
    );
    const instrument = anInstrument();
    expect(await carryOut(aCommand(instrument), toolsOn(record), never)).toMatchObject({ state: 'unknown' });
    expect(instrument.executed).toEqual([]);
  });

  it('is given once more, and only once, when it was forgotten and does no harm twice', async () => {
    const task = { kind: 'transfer' };
    const instrument = anInstrument();
    await record.append(
      { kind: 'command.intended', subject: JOB, body: { ...INTENT, task, effect: 'idempotent' } },
      { kind: 'command.acknowledged', subject: JOB, body: {} },
    );
    const settled = await carryOut({ ...aCommand(instrument), task }, toolsOn(record), never);
    expect(settled).toMatchObject({ state: 'completed' });
    expect(instrument.executed).toEqual([JOB]);
  });

  it('that is forgotten twice ends as unknown, harmless or not', async () => {
    const instrument = anInstrument();
    instrument.disturb = (method) => {
      if (method === 'job') instrument.forget(JOB);
      return undefined;
    };
    const command = { ...aCommand(instrument), task: { kind: 'transfer' } };
    expect(await carryOut(command, toolsOn(record), never)).toMatchObject({ state: 'unknown' });
    expect(instrument.executed).toEqual([JOB, JOB]);
  });
});

const WEATHER = [undefined, undefined, undefined, 'not-sent', 'wrong-peer', 'reply-lost'] as const;
const INTENT = {
  experimentId: 'E0001',
  step: 'form',
  instrument: 'cycler',
  task: {},
  effect: 'irreversible' as const,
};

describe('a command that is stopped', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  let stop: AbortController;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    await record.append(...OPENING);
    stop = new AbortController();
  });
  afterEach(() => folder.remove());

  /** Stops the command at the first look after it was started. */
  function stopWhenRunning(instrument: FakeInstrument, also?: Disturbance): void {
    instrument.disturb = (method) => {
      if (method === 'job' && instrument.executed.length > 0) stop.abort(new Error('stopped by A: smoke'));
      return method === 'makeSafe' ? also : undefined;
    };
  }

  it('is made safe and settled as aborted, with the reason', async () => {
    const instrument = anInstrument({ ...COMPLETES, polls: 1e6 });
    stopWhenRunning(instrument);
    const settled = await carryOut(aCommand(instrument), toolsOn(record), stop.signal);
    expect(settled).toMatchObject({
      state: 'aborted',
      fault: { code: 'stopped', message: 'stopped by A: smoke' },
    });
    expect(instrument.count(`makeSafe ${JOB}`)).toBe(1);
    expect(await alarmsIn(record)).toEqual([]);
  });

  it('is asked again to stop when its link is lost at that moment', async () => {
    const instrument = anInstrument({ ...COMPLETES, polls: 1e6 });
    stopWhenRunning(instrument);
    const { disturb } = instrument;
    instrument.disturb = (method, jobId) =>
      method === 'makeSafe' && instrument.count(`makeSafe ${JOB}`) < 3 ? 'not-sent' : disturb(method, jobId);
    const settled = await carryOut(aCommand(instrument), toolsOn(record), stop.signal);
    expect(settled).toMatchObject({ state: 'aborted' });
    expect(instrument.count(`makeSafe ${JOB}`)).toBe(3);
    expect(await alarmsIn(record)).toEqual([]);
  });

  it('keeps its result when it completed before it could be stopped', async () => {
    const instrument = anInstrument({ ...COMPLETES, polls: 0 });
    stopWhenRunning(instrument);
    const settled = await carryOut(aCommand(instrument), toolsOn(record), stop.signal);
    expect(settled).toMatchObject({ state: 'completed', result: COMPLETES.end.result });
    expect(settled.fault).toBeUndefined();
    expect(await commandOf(record.db, JOB)).toMatchObject({ state: 'completed', rows: 8 });
  });

  it('before anything was sent is not executed', async () => {
    const instrument = anInstrument();
    stop.abort(new Error('at once'));
    expect(await carryOut(aCommand(instrument), toolsOn(record), stop.signal)).toMatchObject({
      state: 'not-executed',
      fault: { code: 'stopped' },
    });
    expect(instrument.executed).toEqual([]);
  });

  it('is unknown and an alarm when the instrument does not answer before the deadline', async () => {
    const instrument = anInstrument({ ...COMPLETES, polls: 1e6 });
    stopWhenRunning(instrument, 'hang');
    const tools = toolsOn(record);
    const settling = carryOut(aCommand(instrument), tools, stop.signal);
    await tools.link.passDeadline();
    expect(await settling).toMatchObject({ state: 'unknown', fault: { code: 'stopped' } });
    expect(await alarmsIn(record)).toHaveLength(1);
  });

  it('takes no rows that come after it was given up', async () => {
    const instrument = anInstrument({ ...COMPLETES, polls: 1e6 });
    stopWhenRunning(instrument);
    let confirm = (): void => undefined;
    const confirmed = new Promise<void>((resolve) => {
      confirm = resolve;
    });
    const makeSafe = instrument.makeSafe.bind(instrument);
    let late: Promise<void> | undefined;
    instrument.makeSafe = (jobId) => (late = confirmed.then(() => makeSafe(jobId)));
    const tools = toolsOn(record);
    const settling = carryOut(aCommand(instrument), tools, stop.signal);
    await tools.link.passDeadline();
    expect(await settling).toMatchObject({ state: 'unknown' });
    const fetched = instrument.count(`fetch ${JOB}`);
    confirm();
    await late;
    while (instrument.count(`fetch ${JOB}`) === fetched) await tools.link.sleep(1);
    await tools.link.sleep(1);
    expect((await verify(record.db)).problems).toEqual([]);
  });
});
