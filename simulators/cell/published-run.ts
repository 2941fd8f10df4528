/** A published single-particle model, cycle by cycle. */
import { CELL_SETS, type CellLine, type CellSet, type PublishedTask } from '../../config/cell-task.js';
import type { CellType } from '../world/cell/designs/designs.js';
import { publishedCell, publishedCycles } from '../world/spm/published-run.js';

const TYPES: Readonly<Record<CellSet, CellType>> = {
  lgm50: 'cylindrical-21700-LG-M50',
  'nmc811-coin': 'coin-2032-NMC811-graphite',
  'lfp-coin': 'coin-2032-LFP-graphite',
};

export function* publishedRun(task: PublishedTask): Generator<CellLine, void, void> {
  const { set, law, plating, temperatureK, soc } = task;
  const { lowerV, upperV } = CELL_SETS[set];
  const start = soc === undefined ? {} : { start: { share: soc, lowerV, upperV } };
  const cell = publishedCell({ cellType: TYPES[set], law, plating, temperatureK, ...start });
  for (const cycle of publishedCycles(cell, task.steps, task.cycles)) yield { kind: 'cycle', cycle };
  yield { kind: 'ended' };
}
