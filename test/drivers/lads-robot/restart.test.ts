/** @jest-environment ./test/drivers/lads-robot/jest/opcua-environment.js */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../contracts/instrument.js';
import { eventually, RobotBench } from './bench.js';
import { LONG_TASK, TASK } from './tasks.js';

describe('a robot that goes away and comes back', () => {
  const bench = new RobotBench();
  let robot: ReturnType<RobotBench['driver']>;
  const isUp = (): boolean => robot.link === 'up';

  beforeAll(async () => {
    await bench.start();
    robot = bench.driver({ timing: { firstRetryMs: 50, longestRetryMs: 200 } });
    await robot.connect();
  });

  afterAll(async () => {
    await robot.disconnect();
    await bench.close();
  });

  it('still knows a finished job, with its result and its log, and does not run it again', async () => {
    await robot.start('before.1', TASK);
    const before = await until(robot, 'before.1', ({ state }) => state !== 'running');
    const log = await robot.fetch('before.1', 0);
    await bench.stop();
    await bench.start();
    await eventually(isUp);
    expect(await robot.job('before.1')).toEqual(before);
    expect(await robot.fetch('before.1', 0)).toEqual(log);
    await robot.start('before.1', TASK);
    expect(bench.executions('before.1')).toBe(1);
  });

  it('says that a job was interrupted when it lost its power meanwhile', async () => {
    await robot.start('cut.1', LONG_TASK);
    await bench.stop();
    await bench.start();
    await eventually(isUp);
    expect(await robot.job('cut.1')).toMatchObject({ state: 'interrupted', fault: { code: 'power-loss' } });
    await robot.start('cut.1', LONG_TASK);
    expect(bench.executions('cut.1')).toBe(1);
  });

  it('is not sent anything while it is away, nor later what was asked meanwhile', async () => {
    await bench.stop();
    await eventually(() => robot.link === 'down');
    await expect(robot.start('outage.1', TASK)).rejects.toMatchObject({ fault: 'not-sent' });
    await expect(robot.job('outage.1')).rejects.toMatchObject({ fault: 'not-sent' });
    await bench.start();
    await eventually(isUp);
    expect((await robot.job('outage.1')).state).toBe('unknown');
    expect(bench.executions('outage.1')).toBe(0);
  });

  it('takes new jobs afterwards', async () => {
    await robot.start('after.1', TASK);
    expect((await until(robot, 'after.1', ({ state }) => state !== 'running')).state).toBe('completed');
  });
});
