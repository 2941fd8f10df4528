/** A cell of this world through the programs of a tester without errors of its own, with its true condition beside. */
import type { CellCondition, CellLine, FullTask } from '../../config/cell-task.js';
import { seededRng } from '../../core/rng.js';
import type { Protocol } from '../../drivers/protocol.js';
import { Cell } from '../world/cell/cell.js';
import { drawVariation, NOMINAL } from '../world/cell/variation.js';
import { worldSynergy } from '../world/film/synergy.js';
import { conditionOf } from '../world/measurement/condition.js';
import { ProtocolRun } from '../world/protocol/protocol-engine.js';

/** Test time between two looks at a program; a cycle's condition is taken at the first look after its end. */
const LOOK_S = 120;
const ROWS_A_LINE = 500;

export function* fullRun(task: FullTask): Generator<CellLine, void, void> {
  const { cellType, formulation, electrolyteVolumeL, world, seed } = task;
  const variation = seed === undefined ? NOMINAL : drawVariation(seededRng(seed).split('variation'));
  const spec = {
    id: 'cell',
    cellType,
    formulation,
    electrolyteVolumeL,
    variation,
    defects: {},
    seed: seed ?? '',
  };
  const cell = new Cell(spec, undefined, worldSynergy(world));
  for (const [program, protocol] of task.programs.entries()) {
    const run = new ProtocolRun(cell, protocol as Protocol);
    yield* carriedOut(run, cell, program);
    if (run.fault) {
      yield { kind: 'ended', fault: run.fault };
      return;
    }
  }
  yield { kind: 'ended' };
}

function* carriedOut(run: ProtocolRun, cell: Cell, program: number): Generator<CellLine, void, void> {
  for (let timeS = LOOK_S; run.state === 'running'; timeS += LOOK_S) {
    const { cycle } = run.position;
    run.advanceTo(timeS);
    if (run.position.cycle !== cycle) yield { kind: 'condition', condition: condition(cell, program, cycle) };
    if (run.rows.length >= ROWS_A_LINE) yield { kind: 'rows', program, rows: run.takeRows() };
  }
  yield { kind: 'rows', program, rows: run.takeRows() };
}

function condition(cell: Cell, program: number, cycle: number): CellCondition {
  return { program, cycle, ageS: cell.state.ageS, ...conditionOf(cell) };
}
