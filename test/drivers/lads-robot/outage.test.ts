/** @jest-environment ./test/drivers/lads-robot/jest/opcua-environment.js */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InstrumentError } from '../../../drivers/instrument-error.js';
import { until } from '../../contracts/instrument.js';
import { eventually, RobotBench } from './bench.js';
import { Relay } from './relay.js';
import { TASK } from './tasks.js';

describe('a network between agent and robot that fails', () => {
  const bench = new RobotBench();
  let relay: Relay;
  let robot: ReturnType<RobotBench['driver']>;
  const isUp = (): boolean => robot.link === 'up';

  beforeAll(async () => {
    await bench.start();
    relay = new Relay(Number(new URL(bench.endpoint).port));
    robot = bench.driver({
      endpoint: await relay.listen(),
      timing: { beatMs: 200, missedBeats: 15, firstRetryMs: 50, longestRetryMs: 200 },
    });
    await robot.connect();
  });

  afterAll(async () => {
    await robot.disconnect();
    await relay.close();
    await bench.close();
  });

  it('does not matter while it works, though the server knows itself by another address', () => {
    expect(robot.link).toBe('up');
  });

  it('leaves the outcome open when it breaks during a start; the robot, asked later, has the job once', async () => {
    const begin = bench.room.beginJob.bind(bench.room);
    bench.room.beginJob = (...job) => {
      relay.cut();
      return begin(...job);
    };
    await expect(robot.start('lost.1', TASK)).rejects.toMatchObject({ fault: 'unknown-outcome' });
    bench.room.beginJob = begin;
    await eventually(isUp);
    expect((await robot.job('lost.1')).state).not.toBe('unknown');
    await robot.start('lost.1', TASK);
    expect((await until(robot, 'lost.1', ({ state }) => state !== 'running')).state).toBe('completed');
    expect(bench.executions('lost.1')).toBe(1);
  });

  it('is told as trouble of the link, in whichever request about a job it breaks', async () => {
    for (let left = 0; left < 5; left++) {
      await eventually(isUp);
      relay.left = left;
      const error = await robot.job('lost.1').then(
        () => undefined,
        (reason: unknown) => reason,
      );
      relay.left = Infinity;
      relay.cut();
      if (error !== undefined) expect(error).toBeInstanceOf(InstrumentError);
      await eventually(() => !isUp());
    }
    await eventually(isUp);
  });

  it('is not the only trouble: a robot that fails inside leaves the outcome open too', async () => {
    const begin = bench.room.beginJob.bind(bench.room);
    bench.room.beginJob = () => Promise.reject(new Error('the room is gone'));
    await expect(robot.start('inside.1', TASK)).rejects.toMatchObject({ fault: 'unknown-outcome' });
    bench.room.beginJob = begin;
    expect((await robot.job('inside.1')).state).toBe('unknown');
  });

  it('makes the link stale when nothing arrives, and a new connection mends it', async () => {
    relay.passes = false;
    await eventually(() => robot.link === 'stale');
    await expect(robot.start('stale.1', TASK)).rejects.toMatchObject({ fault: 'not-sent' });
    relay.cut();
    relay.passes = true;
    await eventually(isUp);
    expect((await robot.job('stale.1')).state).toBe('unknown');
    await robot.start('stale.2', TASK);
    expect((await until(robot, 'stale.2', ({ state }) => state !== 'running')).state).toBe('completed');
  });
});
