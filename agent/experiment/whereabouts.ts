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

/**
 * The places that may hold the experiment's cell, in the order of its way: it was, or may have been, put there, and was not
 * seen to leave. None while it has not left the tray, which has room for all.
 */
export async function placesHeldBy(db: Knex, experimentId: string): Promise<readonly CellPlace[]> {
  const channel = await channelOf(db, experimentId);
  const load = await commandOf(db, `${experimentId}.load`);
  const unload = await commandOf(db, `${experimentId}.unload`);
  if (!channel || load?.state === 'not-executed') return [];
  if (await wasAnswered(db, experimentId, CLEARED)) return [];
  if (unload?.state === 'completed') return ['station'];
  return unload && unload.state !== 'not-executed' ? [channel, 'station'] : [channel];
}

/** True when a cell was, or may have been, built that was not seen to go to waste. */
export async function isCellLeft(db: Knex, experimentId: string): Promise<boolean> {
  const assemble = await commandOf(db, `${experimentId}.assemble`);
  const discards = await commandsOf(db, experimentId, 'discard');
  const built = assemble?.state === 'completed' || assemble?.state === 'unknown';
  if (!built || discards.some(({ state }) => state === 'completed')) return false;
  return !(await wasAnswered(db, experimentId, CLEARED));
}
