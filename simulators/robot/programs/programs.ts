/** Which program carries out which task, and what it leaves behind when it is stopped half-way. */
import type { RobotResult, RobotTask } from '../../../drivers/synthesis-robot.js';
import { formulationProblems } from '../ingredients.js';
import { assemble, CELL_TYPE, spoilVial } from './assemble.js';
import { formulate } from './formulate.js';
import type { Durations, ProgramContext } from './program.js';
import { transfer } from './transfer.js';

export const DEFAULT_DURATIONS: Durations = { formulate: 1200, assemble: 600, transfer: 120 };

/** Why this robot cannot do a well-formed task, as sentences; empty when it can. */
export function taskProblems(task: RobotTask): string[] {
  switch (task.kind) {
    case 'formulate':
      return formulationProblems(task.formulation);
    case 'assemble':
      return task.cellType === CELL_TYPE ? [] : [`builds ${CELL_TYPE} only, not ${task.cellType}`];
    case 'transfer':
      return [];
  }
}

export function runProgram(task: RobotTask, context: ProgramContext): Promise<RobotResult> {
  switch (task.kind) {
    case 'formulate':
      return formulate(task, context);
    case 'assemble':
      return assemble(task, context);
    case 'transfer':
      return transfer(task, context);
  }
}

export async function clearUp(task: RobotTask, context: ProgramContext): Promise<void> {
  if (task.kind === 'assemble') await spoilVial(task.vialId, context.room);
}
