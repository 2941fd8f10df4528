/** A table and its space as something to be searched. */
import { poolOf, type Pool } from '../../../planner/backtest/pool.js';
import { FileError } from '../../files/file-error.js';
import { counted } from '../../tables/counted.js';
import { toldElsewhere } from '../../tables/measured/history.js';
import { measuredTable } from '../../tables/measured/measured-table.js';
import type { Subject } from './subject.js';
import type { Experiment } from '../../tables/measured/rows.js';

export interface TableSubject extends Subject {
  readonly task: Pool;
}

/** @throws {ConfigError} for the space file, {FileError} for the table, each with everything that is wrong */
export async function tableSubject(path: string, spaceFile: string): Promise<TableSubject> {
  const table = await measuredTable(path, spaceFile);
  const { name, space, objectives, references, rows, isGrouped, notes } = table;
  const { notes: drawn, ...elsewhere } = toldElsewhere(table);
  const pool = {
    ...poolOf(space, objectives, ascending(rows)),
    ...(elsewhere.observations.length > 0 && { elsewhere }),
  };
  if (pool.truths.every((truth) => truth === null))
    throw new FileError(path, 'every experiment failed: there is nothing to find');
  return {
    about: `${name}, ${counted(rows.length, 'row')}, ${counted(pool.among.length, 'point')}`,
    task: objectives.length > 1 ? { ...pool, referencePoint: references } : pool,
    notes: [...notes, ...drawn, ...twins(pool, isGrouped)],
  };
}

/** Frozen designs number groups of replicates by their ascending number. */
function ascending(experiments: readonly Experiment[]): readonly Experiment[] {
  const numbered = experiments.every(({ group }) => group !== '' && Number.isFinite(Number(group)));
  return numbered ? [...experiments].sort((a, b) => Number(a.group) - Number(b.group)) : experiments;
}

/** Rows of equal settings would make a covariance without an inverse, were they told apart. */
function twins({ pointOfGroup, among }: Pool, grouped: boolean): string[] {
  const more = pointOfGroup.length - among.length;
  const what = counted(more, grouped ? 'group' : 'row');
  return more === 0 ? [] : [`${what} with the settings of another: taken as replicates of one point`];
}
