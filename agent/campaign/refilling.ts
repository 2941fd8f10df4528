/** A person puts something onto the robot's shelf and says how much, and of which lot: the robot keeps count. */
import { COUNTED } from '../../drivers/consumables.js';
import { InstrumentError } from '../../drivers/instrument-error.js';
import type { SynthesisRobot } from '../../drivers/synthesis-robot.js';
import { shelfLevels, showAmount } from './shelf-levels.js';

/** Units of what is put onto a shelf (UCUM), with how many kg or pieces each is. */
const IN_SHELF_UNITS = { g: 1e-3, kg: 1, '1': 1 } as const;

export const MEASURES = Object.keys(IN_SHELF_UNITS) as readonly (keyof typeof IN_SHELF_UNITS)[];

export interface Supply {
  readonly item: string;
  readonly amount: number;
  /** `1` for pieces. */
  readonly unit: keyof typeof IN_SHELF_UNITS;
  /** As its label says. */
  readonly lot: string;
}

/** Why the robot was not told, or may not have been. */
export class RefillRefused extends Error {
  override readonly name = 'RefillRefused';
}

/**
 * Tells the robot. Not repeated by itself: a refill whose answer was lost may have been counted.
 * @returns what is on the shelf afterwards, for whoever did it
 * @throws {RefillRefused} an item that the robot does not keep, an amount that it cannot be, or the robot moves
 */
export async function refill(robot: SynthesisRobot, supply: Supply): Promise<string> {
  if (!robot.refill)
    throw new RefillRefused(`${robot.id} keeps no count of its shelf: nothing has to be told`);
  const { item, amount, unit, lot } = supply;
  await check(robot, supply);
  try {
    await robot.refill({ item, amount: amount * IN_SHELF_UNITS[unit], lot });
  } catch (error) {
    throw withAdvice(error, supply);
  }
  return told(robot, item);
}

/** It was counted, whether or not the robot can say so now. */
async function told(robot: SynthesisRobot, item: string): Promise<string> {
  try {
    return `${item}: ${showAmount(item, (await shelfLevels(robot))[item] ?? 0)} on the shelf`;
  } catch (error) {
    if (!(error instanceof InstrumentError)) throw error;
    return `${item} was counted; the robot does not answer now`;
  }
}

async function check(robot: SynthesisRobot, { item, amount, unit }: Supply): Promise<void> {
  const kept = Object.keys(await shelfLevels(robot));
  if (!kept.includes(item)) throw new RefillRefused(`${robot.id} keeps no '${item}': ${kept.join(', ')}`);
  const isCounted = COUNTED.includes(item);
  if (isCounted !== (unit === '1'))
    throw new RefillRefused(
      `${item} is told in ${isCounted ? 'pieces (unit 1)' : 'g or kg'}, not in ${unit}`,
    );
  if (isCounted && !Number.isInteger(amount))
    throw new RefillRefused(`${item} is counted: expected a whole number, found ${amount}`);
}

function withAdvice(cause: unknown, { item }: Supply): unknown {
  if (!(cause instanceof InstrumentError)) return cause;
  const advice =
    cause.fault === 'refused'
      ? 'nobody reaches into a robot that moves: take it over, wait until it rests, then refill'
      : `look at its level of ${item} before this is told once more`;
  return new RefillRefused(`${cause.message}; ${advice}`, { cause });
}
