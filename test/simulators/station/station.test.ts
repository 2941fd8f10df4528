import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import { seededRng } from '../../../core/rng.js';
import type { CharacteriserResult, CharacteriserTask } from '../../../drivers/characteriser.js';
import { JobBench } from '../../../simulators/mqtt-peer/job-bench.js';
import { Station } from '../../../simulators/station/station.js';
import { MemoryRoom } from '../../contracts/memory-room.js';
import { cell, methods } from '../../drivers/mqtt-station/lab.js';

const HOUR_MS = 3_600_000;
const impedance = { kind: 'impedance', cellId: 'C1' } as const;
const film = { kind: 'film', cellId: 'C1' } as const;

let clock: ManualClock;
let room: MemoryRoom;
let troubles: Error[];

function station(): JobBench<CharacteriserTask, CharacteriserResult> {
  return new JobBench({
    room,
    clock,
    work: new Station({ room, rng: seededRng(1), methods }),
    onChange: () => undefined,
    onTrouble: (error) => troubles.push(error),
  });
}

beforeEach(async () => {
  clock = new ManualClock();
  room = new MemoryRoom();
  troubles = [];
  await room.putCell(cell('C1'));
});

describe('a measurement', () => {
  it('takes its time, says how far it is, and leaves a result and rows', async () => {
    const peer = station();
    await peer.start('j1', impedance);
    await clock.advance(HOUR_MS / 2);
    expect(await peer.job('j1')).toEqual({ state: 'running', progress: 0.5, rows: 0 });
    await clock.advance(HOUR_MS / 2);
    expect(await peer.job('j1')).toEqual({
      state: 'completed',
      rows: 4,
      result: { kind: 'impedance', openCircuitVoltageV: 3.7 },
    });
    const { columns, rows } = await peer.data('j1', 2);
    expect(columns).toEqual(['frequencyHz', 'realOhm', 'imaginaryOhm']);
    expect(rows.map(([frequencyHz]) => frequencyHz)).toEqual([10, 0.1]);
  });

  it('is the same whatever was measured before it', async () => {
    const peer = station();
    await peer.start('other', impedance);
    await clock.advance(HOUR_MS);
    await peer.start('j1', impedance);
    await clock.advance(HOUR_MS);
    const after = await peer.data('j1', 0);
    room = new MemoryRoom();
    await room.putCell(cell('C1'));
    const alone = station();
    await alone.start('j1', impedance);
    await clock.advance(HOUR_MS);
    expect(await alone.data('j1', 0)).toEqual(after);
  });

  it('of the film opens the cell, and nothing can be measured on it afterwards', async () => {
    const peer = station();
    await peer.start('j1', film);
    await clock.advance(3 * HOUR_MS);
    expect(await peer.job('j1')).toMatchObject({ state: 'completed', rows: 7, result: { kind: 'film' } });
    expect((await room.cell('C1'))?.opened).toBe(true);
    await peer.start('j2', impedance);
    await clock.advance(1);
    expect(await peer.job('j2')).toMatchObject({ state: 'failed', fault: { code: 'cell-opened' } });
  });

  it('of mass, of the microbalance and of impedance leaves the cell closed; of gas it opens it', async () => {
    const peer = station();
    for (const kind of ['mass', 'microbalance', 'gas'] as const) {
      expect((await room.cell('C1'))?.opened).toBe(false);
      await peer.start(kind, { kind, cellId: 'C1' });
      await clock.advance(2 * HOUR_MS);
      expect(await peer.job(kind)).toMatchObject({ state: 'completed', rows: 0, result: { kind } });
    }
    expect((await room.cell('C1'))?.opened).toBe(true);
  });

  it('opens the cell even when it is stopped on the way', async () => {
    const peer = station();
    await peer.start('j1', film);
    await clock.advance(HOUR_MS);
    await peer.makeSafe('j1');
    expect(await peer.job('j1')).toMatchObject({ state: 'aborted', fault: { code: 'stopped' } });
    expect((await room.cell('C1'))?.opened).toBe(true);
  });

  it('fails without a cell in the holder, at the start or at the end', async () => {
    const peer = station();
    await peer.start('j1', { kind: 'impedance', cellId: 'C2' });
    await clock.advance(1);
    expect(await peer.job('j1')).toMatchObject({ state: 'failed', fault: { code: 'no-cell' } });
    await peer.start('j2', impedance);
    await clock.advance(HOUR_MS / 2);
    await room.putCell(cell('C1', 'tray'));
    await clock.advance(HOUR_MS);
    expect(await peer.job('j2')).toMatchObject({ state: 'failed', fault: { code: 'no-cell' } });
  });
});

describe('the station', () => {
  it('refuses a second job while one runs, and takes it afterwards', async () => {
    const peer = station();
    await peer.start('j1', impedance);
    await expect(peer.start('j2', impedance)).rejects.toMatchObject({ code: 'busy' });
    await expect(peer.start('j1', impedance)).resolves.toBeUndefined();
    await clock.advance(HOUR_MS);
    await peer.start('j2', impedance);
    expect(peer.runningJob).toBe('j2');
    expect(room.begun).toEqual(['j1', 'j2']);
  });

  it('lets another job run when told to make one safe that does not', async () => {
    const peer = station();
    await peer.start('j1', impedance);
    await peer.makeSafe('j0');
    expect(peer.runningJob).toBe('j1');
    await peer.makeSafe();
    expect(peer.runningJob).toBeUndefined();
  });

  it('knows after a crash what it had begun, and that it is not running any more', async () => {
    await station().start('j1', impedance);
    const restarted = station();
    await restarted.recover();
    expect(await restarted.job('j1')).toMatchObject({ state: 'interrupted', fault: { code: 'power-loss' } });
    await restarted.start('j1', impedance);
    expect(room.begun).toEqual(['j1']);
    expect(await restarted.job('j2')).toEqual({ state: 'unknown', rows: 0 });
    await expect(restarted.data('j2', 0)).rejects.toMatchObject({ code: 'unknown-job' });
  });

  it('says so when the room does not take the end of a job, and goes on', async () => {
    const peer = station();
    room.endJob = () => Promise.reject(new Error('no room'));
    await peer.start('j1', impedance);
    await clock.advance(HOUR_MS);
    expect(troubles.map(({ message }) => message)).toEqual(['job j1: the room did not take its end']);
    expect(peer.runningJob).toBeUndefined();
  });
});
