import { describe, expect, it } from '@jest/globals';
import { assembleTask, formulateTask, WorkcellBench } from './bench.js';

const HALF_WAY_MS = 300_000;

describe('a workcell', () => {
  it('goes through the states of LADS while it carries out a program', async () => {
    const { cell, clock, states } = new WorkcellBench();
    expect(await cell.start('a', formulateTask)).toBe('started');
    await clock.advance(1_200_000);
    expect(states).toEqual(['Running', 'Stopping', 'job completed', 'Stopped']);
  });

  it('takes the lab time that the program needs', async () => {
    const { cell, clock, room } = new WorkcellBench();
    await cell.start('a', formulateTask);
    await clock.advance(1_199_000);
    expect(room.entries.get('a')?.state).toBe('running');
    await clock.advance(1_000);
    expect(room.entries.get('a')?.state).toBe('completed');
  });

  it('begins a job once, also when asked twice at the same moment', async () => {
    const { cell, room } = new WorkcellBench();
    const answers = await Promise.all([cell.start('a', formulateTask), cell.start('a', formulateTask)]);
    expect(answers).toEqual(['started', 'known']);
    expect(room.begun).toEqual(['a']);
  });

  it('carries out one program at a time', async () => {
    const { cell, room } = new WorkcellBench();
    await cell.start('a', formulateTask);
    expect(await cell.start('b', formulateTask)).toBe('busy');
    expect(room.begun).toEqual(['a']);
  });

  it('knows the jobs from before it lost its power, and closes the one that ran', async () => {
    const { cell, room } = new WorkcellBench();
    await room.beginJob('old', 'Formulate', {});
    const [entry] = await cell.powerUp();
    expect(entry).toMatchObject({ jobId: 'old', state: 'interrupted', fault: { code: 'power-loss' } });
    expect(await cell.start('old', formulateTask)).toBe('known');
    expect(room.begun).toEqual(['old']);
  });

  it('leaves everything as it stands when the power goes', async () => {
    const { cell, clock, room } = new WorkcellBench();
    await cell.start('a', formulateTask);
    await clock.advance(HALF_WAY_MS);
    await cell.powerOff();
    await clock.advance(3_600_000);
    expect(room.entries.get('a')?.state).toBe('running');
    expect(room.vials.size).toBe(0);
    expect(await cell.start('b', formulateTask)).toBe('busy');
  });

  it('aborts a program; the vial that was being filled is waste, and Clear makes it ready again', async () => {
    const { cell, clock, room, states } = new WorkcellBench();
    await cell.start('a', formulateTask);
    await clock.advance(HALF_WAY_MS);
    expect(cell.request('abort')).toBe(true);
    await clock.advance(0);
    expect(room.entries.get('a')).toMatchObject({ state: 'aborted', fault: { code: 'abort' } });
    expect(room.vials.size).toBe(0);
    expect(await cell.start('b', formulateTask)).toBe('busy');
    expect(cell.request('clear')).toBe(true);
    expect(states.slice(1)).toEqual(['Aborting', 'job aborted', 'Aborted', 'Clearing', 'Stopped']);
    expect(await cell.start('b', formulateTask)).toBe('started');
  });

  it('cannot use a vial again that was open when assembly was stopped', async () => {
    const bench = new WorkcellBench();
    bench.putVial(0.002);
    await bench.cell.start('a', assembleTask);
    await bench.clock.advance(HALF_WAY_MS);
    expect(bench.cell.request('stop')).toBe(true);
    await bench.clock.advance(0);
    expect(bench.room.entries.get('a')?.state).toBe('aborted');
    const entries = await bench.run('b', assembleTask);
    expect(entries.get('b')).toMatchObject({ state: 'failed', fault: { code: 'vial-empty' } });
  });

  it('does not stop what does not run', () => {
    const { cell } = new WorkcellBench();
    expect(['stop', 'abort', 'clear'].map((how) => cell.request(how as 'stop'))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('has the same luck for the same seed and job, whatever ran before', async () => {
    const alone = new WorkcellBench();
    const busy = new WorkcellBench();
    await busy.run('before', formulateTask);
    const wanted = (await alone.run('a', formulateTask)).get('a')?.result;
    expect((await busy.run('a', formulateTask)).get('a')?.result).toEqual(wanted);
    const otherwise = new WorkcellBench({}, 'another seed');
    expect((await otherwise.run('a', formulateTask)).get('a')?.result).not.toEqual(wanted);
  });

  it('says so, and goes on, when the room cannot be told how a program ended', async () => {
    const { cell, clock, room, states } = new WorkcellBench();
    room.endJob = () => Promise.reject(new Error('the room is gone'));
    await cell.start('a', formulateTask);
    await clock.advance(1_200_000);
    expect(states).toEqual(['Running', 'Stopping', 'Error: the room is gone', 'Stopped']);
  });

  it('keeps a log of the glovebox once a minute for every job', async () => {
    const entries = await new WorkcellBench().run('a', formulateTask);
    const table = entries.get('a')?.table;
    expect(table?.columns).toEqual(['timeS', 'waterPpm', 'oxygenPpm', 'temperatureK']);
    expect(table?.rows).toHaveLength(21);
    expect(table?.rows[20]?.[0]).toBe(1200);
  });
});
