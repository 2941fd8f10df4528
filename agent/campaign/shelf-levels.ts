/** What is on the robot's shelf, as the robot says. */
import { COUNTED, LEVEL } from '../../drivers/consumables.js';
import type { SynthesisRobot } from '../../drivers/synthesis-robot.js';

/** By item: kg of an ingredient, pieces of everything else. */
export type Amounts = Readonly<Record<string, number>>;

/** Of the items of which the robot keeps count. @throws {InstrumentError} it does not answer */
export async function shelfLevels(robot: Pick<SynthesisRobot, 'observe'>): Promise<Amounts> {
  const levels = (await robot.observe()).filter(({ name }) => name.startsWith(LEVEL));
  return Object.fromEntries(levels.map(({ name, value }) => [name.slice(LEVEL.length), value]));
}

/** For people. */
export function showAmount(item: string, amount: number): string {
  return COUNTED.includes(item) ? String(amount) : `${(1000 * amount).toPrecision(3)} g`;
}
