/** A published single-particle model, cycle by cycle. */
import type { CellLine, PublishedTask } from '../../config/cell-task.js';
import type { CellType } from '../world/cell/designs/designs.js';
import { publishedCell, publishedCycles } from '../world/spm/published-run.js';

/** Type of cell of each set, and the voltages between which its state of charge counts. */
const SETS: Readonly<
  Record<
    PublishedTask['set'],
    { readonly cellType: CellType; readonly lowerV: number; readonly upperV: number }
  >
> = {
  lgm50: { cellType: 'cylindrical-21700-LG-M50', lowerV: 2.5, upperV: 4.2 },
  'nmc811-coin': { cellType: 'coin-2032-NMC811-graphite', lowerV: 2.8, upperV: 4.2 },
  'lfp-coin': { cellType: 'coin-2032-LFP-graphite', lowerV: 2.5, upperV: 3.65 },
};

export function* publishedRun(task: PublishedTask): Generator<CellLine, void, void> {
  const { cellType, lowerV, upperV } = SETS[task.set];
  const { law, plating, temperatureK, soc } = task;
  const start = soc === undefined ? {} : { start: { share: soc, lowerV, upperV } };
  const cell = publishedCell({ cellType, law, plating, temperatureK, ...start });
  for (const cycle of publishedCycles(cell, task.steps, task.cycles)) yield { kind: 'cycle', cycle };
  yield { kind: 'ended' };
}
