import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import { JournalFile, readJournal } from '../../../simulators/lab/journal.js';
import { LabRoom } from '../../../simulators/lab/lab-room.js';
import type { Room, Vial } from '../../../simulators/lab/room.js';
import type { RoomCell } from '../../../simulators/world/cell/cell-spec.js';

const VIAL: Vial = {
  id: 'V1',
  formulation: { solvents: { EC: 1 }, saltsMolPerL: {}, additives: {} },
  volumeL: 1e-4,
  turbidity: 0,
};

function aCell(id: string, place: string): RoomCell {
  return { spec: { id }, place } as unknown as RoomCell;
}

describe('the room', () => {
  let folder: string;
  let path: string;
  let room: LabRoom;
  let robot: Room;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'room-'));
    path = join(folder, 'journal.ndjson');
    room = openRoom();
    room.write('lab', { kind: 'stock.filled', stock: { EC: 1, 'coin-cell-kit': 2 } });
    robot = room.for('robot');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function openRoom(): LabRoom {
    const clock = new ManualClock();
    return new LabRoom(new JournalFile(path), clock, clock);
  }

  it('lets a job begin once, whoever asks again', async () => {
    expect(await robot.beginJob('J1', 'Mix', {})).toBe(true);
    expect(await robot.beginJob('J1', 'Mix', {})).toBe(false);
    expect(await room.for('tester').beginJob('J1', 'Cycle', {})).toBe(false);
    const started = readJournal(path).filter(({ kind }) => kind === 'program.started');
    expect(started).toHaveLength(1);
  });

  it('keeps the first end of a job', async () => {
    await robot.beginJob('J1', 'Mix', {});
    await robot.endJob('J1', { state: 'completed', result: { vialId: 'V1' } });
    await robot.endJob('J1', { state: 'aborted' });
    await robot.endJob('J2', { state: 'aborted' });
    expect(await robot.jobs()).toMatchObject([{ jobId: 'J1', state: 'completed', result: { vialId: 'V1' } }]);
    expect(readJournal(path).filter(({ kind }) => kind === 'program.ended')).toHaveLength(1);
  });

  it('shows an instrument its own jobs', async () => {
    await robot.beginJob('J1', 'Mix', {});
    await room.for('tester').beginJob('J2', 'Cycle', {});
    expect((await robot.jobs()).map(({ jobId }) => jobId)).toEqual(['J1']);
    expect(room.ownerOf('J2')).toBe('tester');
    expect(room.ownerOf('J3')).toBe('lab');
  });

  it('interrupts what an instrument was doing when it lost its power, and nothing else', async () => {
    await robot.beginJob('J1', 'Mix', {});
    await robot.beginJob('J2', 'Mix', {});
    await robot.endJob('J2', { state: 'completed' });
    await room.for('tester').beginJob('J3', 'Cycle', {});
    room.powerLost('robot', 'SIGKILL');
    expect(room.runningJobs().map(({ jobId }) => jobId)).toEqual(['J3']);
    expect(await robot.jobs()).toMatchObject([
      { jobId: 'J1', state: 'interrupted', fault: { code: 'power-loss' } },
      { jobId: 'J2', state: 'completed' },
    ]);
    const faults = readJournal(path).filter((entry) => entry.kind === 'fault');
    expect(faults).toMatchObject([
      { jobId: 'J1', fault: { cause: 'power-loss', attribution: 'machine', detail: { how: 'SIGKILL' } } },
    ]);
  });

  it('gives stock until it runs out, and then nothing', async () => {
    expect(await robot.takeStock('J1', 'EC', 0.6, 'kg')).toBe(true);
    expect(await robot.takeStock('J2', 'EC', 0.6, 'kg')).toBe(false);
    expect((await robot.stock())['EC']).toBeCloseTo(0.4);
    expect(await robot.takeStock('J2', 'argon', 1e9, 'L')).toBe(true);
  });

  it('knows what stands where', async () => {
    await robot.putCell(aCell('C1', 'channel/1'));
    await robot.putCell(aCell('C1', 'waste'));
    expect(await robot.cellAt('channel/1')).toBeUndefined();
    expect((await robot.cell('C1'))?.place).toBe('waste');
    expect(await robot.vial('V1')).toBeUndefined();
  });

  it('is the same room after a restart', async () => {
    await robot.beginJob('J1', 'Mix', { kind: 'formulate' });
    await robot.takeStock('J1', 'EC', 0.25, 'kg');
    await robot.putVial(VIAL);
    await robot.endJob('J1', { state: 'completed', result: { vialId: 'V1' } });
    await robot.putCell(aCell('C1', 'tray'));
    await room.for('tester').beginJob('J2', 'Cycle', {});
    room.powerLost('tester', 'the lab was switched off');
    expect(openRoom().state).toEqual(room.state);
  });
});
