/** Carries a cell from where it is to another place. */
import type { Room } from '../../lab/room.js';
import type { RoomCell } from '../../world/cell/cell-spec.js';
import { ProgramFault, type Program, type TaskOf } from './program.js';

/** Places that hold any number of cells. */
const ROOMY = ['tray', 'waste'];

export const transfer: Program<TaskOf<'transfer'>> = async ({ cellId, to }, context) => {
  await findCell(cellId, context.room);
  await checkFree(to, cellId, context.room);
  await context.wait(context.durationS);
  const cell = await findCell(cellId, context.room);
  await context.room.putCell({ ...cell, place: to });
  return { kind: 'transfer', cellId, place: to };
};

async function findCell(cellId: string, room: Room): Promise<RoomCell> {
  const cell = await room.cell(cellId);
  if (!cell) throw new ProgramFault('cell-missing', `the gripper finds no cell ${cellId}`);
  return cell;
}

async function checkFree(place: string, cellId: string, room: Room): Promise<void> {
  if (ROOMY.includes(place)) return;
  const there = await room.cellAt(place);
  if (there && there.spec.id !== cellId) {
    throw new ProgramFault('place-occupied', `${place} holds ${there.spec.id}`);
  }
}
