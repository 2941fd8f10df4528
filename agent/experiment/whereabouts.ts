/** Where the cell of an experiment is, as far as its commands tell. */
import type { Knex } from 'knex';
import type { CellPlace, RobotTask } from '../../drivers/synthesis-robot.js';
import { commandOf, commandsOf } from '../record/commands.js';
import { wasAnswered } from '../record/prompts.js';

/** The channel that the experiment's cell was meant for when its loading was decided; undefined before that. */
export async function channelOf(db: Knex, experimentId: string): Promise<CellPlace | undefined> {
  const load = await commandOf(db, `${experimentId}.load`);
  return load && (load.task as Extract<RobotTask, { kind: 'transfer' }>).to;
}

/** What an operator says who has seen that a cell is out of the way. */
export const CLEARED = 'cleared';

/** The channel that may hold the experiment's cell: it was, or may have been, put there, and was not seen to leave. */
export async function channelHeldBy(db: Knex, experimentId: string): Promise<CellPlace | undefined> {
  const load = await commandOf(db, `${experimentId}.load`);
  const unload = await commandOf(db, `${experimentId}.unload`);
  if (load?.state === 'not-executed' || unload?.state === 'completed') return undefined;
  if (await wasAnswered(db, experimentId, CLEARED)) return undefined;
  return channelOf(db, experimentId);
}

/** True when a cell was, or may have been, built that was not seen to go to waste. */
export async function isCellLeft(db: Knex, experimentId: string): Promise<boolean> {
  const assemble = await commandOf(db, `${experimentId}.assemble`);
  const discards = await commandsOf(db, experimentId, 'discard');
  const built = assemble?.state === 'completed' || assemble?.state === 'unknown';
  if (!built || discards.some(({ state }) => state === 'completed')) return false;
  return !(await wasAnswered(db, experimentId, CLEARED));
}
