/** @jest-environment ./test/drivers/lads-robot/jest/opcua-environment.js */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LadsRobot } from '../../../drivers/lads-robot/driver.js';
import { until } from '../../contracts/instrument.js';
import { RobotBench } from './bench.js';
import { LONG_TASK, TASK } from './tasks.js';

describe('the shelf of the robot', () => {
  const bench = new RobotBench();
  let robot: LadsRobot;

  beforeAll(async () => {
    bench.room.shelf = { LiPF6: 0.001, 'coin-cell-kit': 1, 'pipette-tip': 20 };
    await bench.start();
    robot = bench.driver();
    await robot.connect();
  });

  afterAll(async () => {
    await robot.disconnect();
    await bench.close();
  });

  const levels = async (): Promise<Record<string, string>> => {
    const stock = (await robot.observe()).filter(({ name }) => name.startsWith('Stock.'));
    return Object.fromEntries(
      stock.map(({ name, value, unit }) => [name, `${value.toPrecision(4)} ${unit}`]),
    );
  };

  it('shows its levels as readings, and what an operator put onto it with its lot', async () => {
    expect(await levels()).toEqual({
      'Stock.LiPF6': '0.001000 kg',
      'Stock.coin-cell-kit': '1.000 1',
      'Stock.pipette-tip': '20.00 1',
    });
    await robot.refill({ item: 'coin-cell-kit', amount: 50, lot: 'K-2' });
    expect(await levels()).toMatchObject({ 'Stock.coin-cell-kit': '51.00 1' });
    expect(await bench.room.lots()).toEqual({ 'coin-cell-kit': 'K-2' });
  });

  it.each([
    ['an item that is not kept', { item: 'gold', amount: 1, lot: 'x' }, /Item: BadNotFound/],
    ['half a kit', { item: 'coin-cell-kit', amount: 0.5, lot: 'x' }, /Amount: BadOutOfRange/],
    ['less than nothing', { item: 'LiPF6', amount: -1, lot: 'x' }, /Amount: BadOutOfRange/],
    ['a lot without a name', { item: 'LiPF6', amount: 0.1, lot: '' }, /Lot: BadInvalidArgument/],
  ])('does not take %s', async (_, refill, message) => {
    await expect(robot.refill(refill)).rejects.toMatchObject({
      fault: 'refused',
      message: expect.stringMatching(message),
    });
  });

  it('is empty when an ingredient has run out, and lets the next job through after a refill', async () => {
    bench.room.shelf['LiPF6'] = 1e-6;
    await robot.start('empty.1', TASK);
    const empty = await until(robot, 'empty.1', ({ state }) => state !== 'running');
    expect(empty).toMatchObject({ state: 'failed', fault: { code: 'stock-empty' } });
    await robot.refill({ item: 'LiPF6', amount: 0.05, lot: 'S-7' });
    await robot.start('full.1', TASK);
    const full = await until(robot, 'full.1', ({ state }) => state !== 'running');
    expect(full.state).toBe('completed');
    const { result } = full;
    expect(result?.kind === 'formulate' && Object.keys(result.weighedKg ?? {})).toContain('salt.LiPF6');
  });

  it('is not opened for anybody while the robot moves', async () => {
    await robot.start('long.1', LONG_TASK);
    await expect(robot.refill({ item: 'LiPF6', amount: 0.05, lot: 'S-8' })).rejects.toMatchObject({
      fault: 'refused',
      message: expect.stringMatching(/BadInvalidState/),
    });
    await robot.makeSafe();
  });
});
