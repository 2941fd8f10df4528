import { beforeEach, describe, expect, it } from '@jest/globals';
import { refill, type Supply } from '../../../agent/campaign/refilling.js';
import { InstrumentError, type Fault } from '../../../drivers/instrument-error.js';
import type { Refill, SynthesisRobot } from '../../../drivers/synthesis-robot.js';

const EC: Supply = { item: 'EC', amount: 250, unit: 'g', lot: 'S-7' };
const KITS: Supply = { item: 'coin-cell-kit', amount: 50, unit: '1', lot: 'K-2' };

describe('what a person puts onto the shelf', () => {
  let shelf: Record<string, number>;
  let told: Refill[];
  let trouble: Fault | undefined;
  beforeEach(() => {
    shelf = { EC: 0.05, 'coin-cell-kit': 1 };
    told = [];
    trouble = undefined;
  });

  const robot = {
    id: 'robot',
    observe: async () =>
      Object.entries(shelf).map(([item, value]) => ({ name: `Stock.${item}`, value, unit: '', atMs: 0 })),
    refill: async (more: Refill) => {
      if (trouble) throw new InstrumentError('robot', trouble, 'no');
      told.push(more);
      shelf[more.item]! += more.amount;
    },
  } as unknown as SynthesisRobot;

  it('is told to the robot in its own units, and answered with what is there', async () => {
    expect(await refill(robot, EC)).toBe('EC: 300 g on the shelf');
    expect(await refill(robot, { ...EC, amount: 1, unit: 'kg' })).toBe('EC: 1.30e+3 g on the shelf');
    expect(await refill(robot, KITS)).toBe('coin-cell-kit: 51 on the shelf');
    expect(told).toEqual([
      { item: 'EC', amount: 0.25, lot: 'S-7' },
      { item: 'EC', amount: 1, lot: 'S-7' },
      { item: 'coin-cell-kit', amount: 50, lot: 'K-2' },
    ]);
  });

  it.each<[string, Supply, RegExp]>([
    ['an item that the robot does not keep', { ...EC, item: 'gold' }, /keeps no 'gold': EC, coin-cell-kit/],
    ['kits by weight', { ...KITS, unit: 'g' }, /in pieces \(unit 1\), not in g/],
    ['a solvent by pieces', { ...EC, unit: '1' }, /in g or kg, not in 1/],
    ['half a kit', { ...KITS, amount: 0.5 }, /expected a whole number, found 0.5/],
  ])('is refused when it is %s, and the robot is not told', async (_what, supply, says) => {
    await expect(refill(robot, supply)).rejects.toThrow(says);
    expect(told).toEqual([]);
  });

  it.each<[Fault, RegExp]>([
    ['refused', /robot: no; .* take it over, wait until it rests/],
    ['unknown-outcome', /robot: no; look at its level of EC before/],
  ])('comes with advice when the robot answers %s', async (fault, says) => {
    trouble = fault;
    await expect(refill(robot, EC)).rejects.toThrow(says);
  });

  it('is done when the robot has counted it, whatever becomes of the link then', async () => {
    const losing = {
      ...robot,
      refill: async () => {
        shelf = new Proxy(shelf, {
          ownKeys: () => {
            throw new InstrumentError('robot', 'not-sent', 'no connection');
          },
        });
      },
    } as unknown as SynthesisRobot;
    expect(await refill(losing, EC)).toBe('EC was counted; the robot does not answer now');
  });

  it('is not asked of a robot that keeps no count', async () => {
    const plain = { id: 'robot', observe: async () => [] } as unknown as SynthesisRobot;
    await expect(refill(plain, EC)).rejects.toThrow('robot keeps no count of its shelf');
  });
});
