import { describe, expect, it } from '@jest/globals';
import type { ProtocolRun } from '../../../simulators/cycler/protocol-run.js';
import { RowMemory } from '../../../simulators/cycler/row-memory.js';
import { CapacitorRun } from './capacitor-run.js';
import { CHARGE, pass, protocolOf, roomWithCells, temporaryFolder, testerOn } from './fixtures.js';

const program = { channel: 1, cellId: 'cell-1', protocol: CHARGE };

describe('the tester', () => {
  it('shows rows only up to the lab clock', async () => {
    const { tester, clock } = await testerOn();
    await tester.start('job', program);
    await pass(clock, tester, 55);
    expect(tester.status('job')).toMatchObject({ state: 'running', rows: 6, testTimeS: 55, step: 1 });
    expect(tester.page('job', 0, 100).rows.map(([timeS]) => timeS)).toEqual([0, 10, 20, 30, 40, 50]);
    expect(tester.status('job').progress).toBeCloseTo(55 / 220);
  });

  it('charges a capacitor along a straight line and gives the cell back as it has become', async () => {
    const { tester, room, clock } = await testerOn();
    await tester.start('job', program);
    await pass(clock, tester, 500);
    expect(tester.status('job')).toMatchObject({ state: 'completed', progress: 1 });
    for (const [timeS, step, , voltageV] of tester.page('job', 0, 100).rows)
      if (step === 1) expect(voltageV).toBeCloseTo(3 + (0.05 * timeS!) / 100, 9);
    expect(room.cells.get('cell-1')?.state?.['voltageV']).toBeCloseTo(3.1, 9);
    expect(room.entries.get('job')?.state).toBe('completed');
  });

  it('does not begin a job id that the room has seen', async () => {
    const { tester, room } = await testerOn();
    await room.beginJob('job', 'cycling', {});
    await expect(tester.start('job', program)).rejects.toMatchObject({ code: -282 });
    expect(tester.knows('job')).toBe(false);
    expect(tester.jobIn(1)).toBeUndefined();
  });

  it('refuses a second job in a busy channel and runs others beside it', async () => {
    const { tester } = await testerOn();
    await tester.start('one', program);
    await expect(tester.start('two', program)).rejects.toMatchObject({ code: -284 });
    await tester.start('three', { ...program, channel: 2, cellId: 'cell-2' });
    expect([tester.jobIn(1), tester.jobIn(2)]).toEqual(['one', 'three']);
  });

  it('fails a job in a channel without a cell', async () => {
    const { tester, room } = await testerOn();
    room.cells.delete('cell-1');
    await tester.start('job', program);
    expect(tester.status('job')).toMatchObject({ state: 'failed', fault: { code: 'no-cell' } });
    expect(room.entries.get('job')?.fault?.code).toBe('no-cell');
  });

  it('stops at an abort, keeps what was measured, and gives the cell back', async () => {
    const { tester, room, clock } = await testerOn();
    await tester.start('job', program);
    await pass(clock, tester, 100);
    await Promise.all([tester.abort('job'), tester.abort('job'), tester.abortAll()]);
    await pass(clock, tester, 100);
    expect(tester.status('job')).toMatchObject({ state: 'aborted', rows: 11, testTimeS: 100 });
    expect(room.cells.get('cell-1')?.state?.['voltageV']).toBeCloseTo(3.05, 9);
    expect(tester.jobIn(1)).toBeUndefined();
  });

  it('keeps where a cell was moved to while it ran', async () => {
    const { tester, room, clock } = await testerOn();
    await tester.start('job', program);
    await room.putCell({ ...room.cells.get('cell-1')!, place: 'tray' });
    await pass(clock, tester, 500);
    expect(room.cells.get('cell-1')).toMatchObject({ place: 'tray' });
  });

  it('remembers jobs, rows and the age of cells through a power loss', async () => {
    const first = await testerOn();
    await first.tester.start('done', { ...program, channel: 2, cellId: 'cell-2' });
    await pass(first.clock, first.tester, 500);
    await first.tester.start('cut', program);
    await pass(first.clock, first.tester, 100);
    first.tester.checkpoint();
    const { tester, room, clock } = await testerOn(first);
    expect(tester.status('done')).toMatchObject({ state: 'completed' });
    expect(tester.status('done').testTimeS).toBeCloseTo(220, 9);
    expect(tester.page('done', 0, 100)).toEqual(first.tester.page('done', 0, 100));
    expect(tester.status('cut')).toMatchObject({ state: 'interrupted', rows: 11, testTimeS: 100 });
    expect(room.cells.get('cell-1')?.state?.['voltageV']).toBeCloseTo(3.05, 9);
    await tester.start('next', program);
    await pass(clock, tester, 500);
    expect(tester.page('next', 0, 1).rows[0]![3]).toBeCloseTo(3.05, 9);
  });

  it('keeps the last state of a cell even when the power goes while the job is being ended', async () => {
    const first = await testerOn();
    await first.tester.start('job', program);
    await pass(first.clock, first.tester, 100);
    first.tester.checkpoint();
    await pass(first.clock, first.tester, 60);
    first.room.putCell = () => new Promise(() => undefined);
    void first.tester.abort('job');
    const room = Object.assign(roomWithCells(2), { entries: first.room.entries });
    await testerOn({ room, clock: first.clock, folder: first.folder });
    expect(room.cells.get('cell-1')?.state?.['voltageV']).toBeCloseTo(3.08, 9);
  });

  it('breaks a job in the same way whatever runs beside it', async () => {
    const rows = async (beside: boolean): Promise<unknown> => {
      const { tester, clock } = await testerOn({ channelFaultsPerYear: 1e5 });
      if (beside) await tester.start('other', { ...program, channel: 2, cellId: 'cell-2' });
      await tester.start('job', program);
      await pass(clock, tester, 500);
      return tester.page('job', 0, 100);
    };
    expect(await rows(true)).toEqual(await rows(false));
  });

  it('freezes and then fails a channel that is struck, and says so to the room only', async () => {
    const { tester, room, clock } = await testerOn();
    const protocol = protocolOf({
      kind: 'constant-current',
      currentA: 0.001,
      until: [{ quantity: 'time', value: 1e5 }],
    });
    await tester.start('job', { ...program, protocol });
    await pass(clock, tester, 3600);
    tester.strike(1, 'frozen', 1800);
    await pass(clock, tester, 3600);
    expect(tester.status('job')).toMatchObject({ state: 'failed', fault: { code: 'channel-hardware' } });
    expect(room.faults).toMatchObject([
      { jobId: 'job', fault: { cause: 'channel-fault', attribution: 'machine', detail: { channel: 1 } } },
    ]);
    const voltages = tester.page('job', 0, 20_000).rows.map((row) => row[3]);
    const frozen = voltages.filter((voltageV) => voltageV === voltages.at(-1)).length;
    expect(frozen).toBeGreaterThan(50);
    expect(new Set(voltages).size).toBe(voltages.length - frozen + 1);
  });

  it('misreads in a job that starts while its channel is struck, and not in one after it', async () => {
    const { tester, room, clock } = await testerOn();
    tester.strike(1, 'nan', 100);
    await pass(clock, tester, 50);
    await tester.start('during', program);
    await pass(clock, tester, 500);
    await tester.start('after', program);
    await pass(clock, tester, 500);
    expect(tester.page('during', 0, 8).rows.map((row) => row[3])).toContainEqual(NaN);
    expect(tester.page('after', 0, 100).rows.map((row) => row[3])).not.toContainEqual(NaN);
    expect(room.faults.map(({ jobId }) => jobId)).toEqual(['during']);
  });

  it('fails the job, and nothing else, when its physics breaks', async () => {
    const broken = (run: CapacitorRun): ProtocolRun =>
      Object.assign(run, {
        advanceTo: () => {
          throw new Error('no root between 0 and 1');
        },
      });
    const { tester, clock } = await testerOn({
      makeRun: (cell, protocol) => {
        const run = new CapacitorRun(cell, protocol);
        return cell.place === 'channel/1' ? broken(run) : run;
      },
    });
    await tester.start('bad', program);
    await tester.start('good', { ...program, channel: 2, cellId: 'cell-2' });
    await pass(clock, tester, 500);
    expect(tester.status('bad')).toMatchObject({
      state: 'failed',
      fault: { message: 'no root between 0 and 1' },
    });
    expect(tester.status('good').state).toBe('completed');
  });

  it('lets a job run on when the room cannot be reached, and ends it when it can', async () => {
    const { tester, room, clock } = await testerOn();
    await tester.start('job', program);
    const endJob = room.endJob.bind(room);
    room.endJob = () => Promise.reject(new Error('no room'));
    await expect(pass(clock, tester, 500)).rejects.toThrow('no room');
    expect(tester.status('job').state).toBe('running');
    room.endJob = endJob;
    await tester.tick();
    expect(tester.status('job').state).toBe('completed');
  });

  it('stores what it measured once the disk takes it', async () => {
    const rows = new RowMemory(temporaryFolder());
    const { tester, clock } = await testerOn({ rows });
    await tester.start('job', program);
    const append = rows.append.bind(rows);
    rows.append = () => {
      throw new Error('no space');
    };
    await expect(pass(clock, tester, 55)).rejects.toThrow('no space');
    rows.append = append;
    await pass(clock, tester, 10);
    expect(tester.page('job', 0, 100).rows.map(([timeS]) => timeS)).toEqual([0, 10, 20, 30, 40, 50, 60]);
  });

  it('tells the room of a fault until it takes it, and then no more', async () => {
    const { tester, room, clock } = await testerOn();
    await tester.start('job', program);
    tester.strike(1, 'nan', 1e5);
    const journalFault = room.journalFault.bind(room);
    room.journalFault = () => Promise.reject(new Error('no space'));
    await expect(pass(clock, tester, 20)).rejects.toThrow('no space');
    room.journalFault = journalFault;
    await pass(clock, tester, 20);
    await pass(clock, tester, 500);
    expect(room.faults).toMatchObject([
      { jobId: 'job', fault: { cause: 'channel-fault', detail: { testTimeS: 20 } } },
    ]);
  });
});
