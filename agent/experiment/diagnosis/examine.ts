/** Looks at the records of a cell: what its signs speak for, and whether it lives at all. Pure. */
import type { Failure, Stage } from '../outcome.js';
import type { Recipe } from '../recipe.js';
import { diagnose } from './diagnose.js';
import { recipe as recipeFault } from './failure-kinds.js';
import { readRecords, type Readings, type Records } from './reading.js';
import type { Signs } from './sign-names.js';
import { signsOf } from './signs.js';

export interface Finding {
  readonly failure: Failure;
  /** Going on with the cell would teach nothing about its recipe. */
  readonly isOver: boolean;
}

export type Examine = (records: Records, recipe: Recipe, jobId: string) => Finding | undefined;

/** Share of the designed capacity below which a cell is dead after formation. */
export const MIN_FORMED_SHARE = 0.35;

/** Faults of machines that leave the measurement standing: it says less, but what it says is of the recipe. */
const HARMLESS = new Set(['temperature-excursion']);
/** Faults of recipes after which there is nothing left to cycle. */
const FATAL = new Set(['exfoliation', 'dead-cell']);

/** The failure belongs to the stage whose records first show its cause, however late it is looked for. */
export function examine(records: Records, recipe: Recipe, jobId: string): Finding | undefined {
  const readings = readRecords(records, recipe);
  const found = failureIn(readings, recipe, jobId, 'characterisation');
  if (!found) return undefined;
  const { formed, aged } = readings;
  const earlier = [
    formed && failureIn({ formed }, recipe, jobId, 'formation'),
    formed && aged && failureIn({ formed, aged }, recipe, jobId, 'cycling'),
  ];
  const failure = earlier.find((one) => one?.cause === found.cause) ?? found;
  return { failure, isOver: isOver(failure) };
}

function failureIn(readings: Readings, recipe: Recipe, jobId: string, stage: Stage): Failure | undefined {
  const signs = signsOf(readings, recipe);
  return diagnose(signs, recipe, stage, jobId) ?? deadCell(signs, jobId);
}

function isOver({ cause, attribution }: Failure): boolean {
  return attribution === 'machine' ? !HARMLESS.has(cause) : FATAL.has(cause);
}

function deadCell({ formedShare }: Signs, jobId: string): Failure | undefined {
  if (formedShare === undefined || formedShare >= MIN_FORMED_SHARE) return undefined;
  const evidence = `${(100 * formedShare).toFixed(0)} % of the designed capacity after formation, expected over ${100 * MIN_FORMED_SHARE} %`;
  return { stage: 'formation', ...recipeFault('dead-cell', 'premature_termination'), evidence, jobId };
}
