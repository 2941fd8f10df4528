/** Where the cell of an experiment is, as far as its commands tell. */
import type { Knex } from 'knex';
import type { CellPlace, RobotTask } from '../../drivers/synthesis-robot.js';
import { commandOf, commandsOf } from '../record/commands.js';

/** The channel that the experiment's cell was meant for when its loading was decided; undefined before that. */
export async function channelOf(db: Knex, experimentId: string): Promise<CellPlace | undefined> {
  const load = await commandOf(db, `${experimentId}.load`);
  return load && (load.task as Extract<RobotTask, { kind: 'transfer' }>).to;
}

/** The channel that may hold the experiment's cell: it was, or may have been, put there, and was not seen to leave. */
export async function channelHeldBy(db: Knex, experimentId: string): Promise<CellPlace | undefined> {
  const load = await commandOf(db, `${experimentId}.load`);
  const unload = await commandOf(db, `${experimentId}.unload`);
  if (load?.state === 'not-executed' || unload?.state === 'completed') return undefined;
  return channelOf(db, experimentId);
}

/** True when a cell was built that was not seen to go to waste. */
export async function isCellLeft(db: Knex, experimentId: string): Promise<boolean> {
  const assemble = await commandOf(db, `${experimentId}.assemble`);
  const discards = await commandsOf(db, experimentId, 'discard');
  return assemble?.state === 'completed' && !discards.some(({ state }) => state === 'completed');
}
