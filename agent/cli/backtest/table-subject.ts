/** A table and its space as something to be searched. */
import { basename } from 'node:path';
import { loadTableSpace } from '../../../config/load.js';
import type { TableSpace, TableVariable } from '../../../config/table-space.js';
import { conflictIn, wordsOf } from '../../../planner/backtest/conflict.js';
import { poolOf, type Pool } from '../../../planner/backtest/pool.js';
import { layOut } from '../../../planner/space/layout.js';
import { reasonsOutside } from '../../../planner/space/membership.js';
import type { Space, Variable } from '../../../planner/space/space.js';
import { FileError } from '../../files/file-error.js';
import { counted } from './counted.js';
import { columnsOf } from './table-columns.js';
import { readTable } from '../../tables/table-file.js';
import { experimentsOf, type Experiment } from './table-rows.js';
import type { Subject } from './subject.js';

export interface TableSubject extends Subject {
  readonly task: Pool;
}

/** @throws {ConfigError} for the space file, {FileError} for the table, each with everything that is wrong */
export async function tableSubject(path: string, spaceFile: string): Promise<TableSubject> {
  const config = await loadTableSpace(spaceFile);
  const table = await readTable(path, config.columns.header);
  const columns = columnsOf(table, config);
  const { experiments, notes } = experimentsOf(table, columns, config);
  const space = spaceOf(config.space, experiments);
  assertPossible(space, spaceFile);
  const { inside, outside } = parted(space, experiments);
  if (inside.length === 0) throw new FileError(path, `no row lies in the space of ${spaceFile}: ${outside}`);
  const objectives = columns.objectives.map(({ name }, k) => ({
    name,
    direction: config.columns.objectives[k]!.direction,
  }));
  const pool = poolOf(space, objectives, ascending(inside));
  if (pool.truths.every((truth) => truth === null))
    throw new FileError(path, 'every experiment failed: there is nothing to find');
  const references = config.columns.objectives.flatMap(({ reference }) => reference ?? []);
  return {
    about: `${basename(path)}, ${counted(inside.length, 'row')}, ${counted(pool.among.length, 'point')}`,
    task: objectives.length > 1 ? { ...pool, referencePoint: references } : pool,
    notes: [...notes, ...(outside === '' ? [] : [outside]), ...twins(pool, columns.replicates !== undefined)],
  };
}

function spaceOf(
  { fractions, variables, constraints }: TableSpace['space'],
  rows: readonly Experiment[],
): Space {
  return {
    blocks: fractions.map(({ name, components, maxComponents, resolution }) => {
      const parts = Object.entries(components).map(([component, bounds]) => ({ name: component, ...bounds }));
      const step = resolution === undefined ? {} : { resolution };
      return { name, components: parts, maxComponents: maxComponents ?? parts.length, ...step };
    }),
    variables: variables.map((variable) => variableOf(variable, rows)),
    constraints,
  };
}

/** Bounds and levels that are not given are those of the table. */
function variableOf(variable: TableVariable, rows: readonly Experiment[]): Variable {
  const { name } = variable;
  const values = rows.map(({ parameters }) => parameters[name]!);
  if (variable.kind === 'categorical') {
    const levels = [...new Set((variable.levels ?? values).map(String))];
    return { kind: 'categorical', name, levels: variable.levels ? levels : levels.sort() };
  }
  const numbers = values.map(Number);
  const range = {
    min: variable.min ?? numbers.reduce((a, b) => Math.min(a, b)),
    max: variable.max ?? numbers.reduce((a, b) => Math.max(a, b)),
  };
  if (variable.kind === 'integer') return { kind: 'integer', name, ...range };
  const { scale, resolution } = variable;
  return { kind: 'continuous', name, ...range, scale, ...(resolution !== undefined && { resolution }) };
}

function assertPossible(space: Space, file: string): void {
  const conflict = conflictIn(space);
  if (!conflict) return;
  const what =
    conflict.length === 0
      ? 'bounds and resolutions leave no point'
      : `these constraints cannot hold together: ${conflict.map(wordsOf).join('; ')}`;
  throw new FileError(file, `the space is empty: ${what}; widen one of them`);
}

function parted(
  space: Space,
  experiments: readonly Experiment[],
): { inside: readonly Experiment[]; outside: string } {
  const layout = layOut(space);
  const judged = experiments.map((one) => ({ one, reasons: reasonsOutside(layout, one.parameters) }));
  const out = judged.filter(({ reasons }) => reasons.length > 0);
  const examples = out.slice(0, 3).map(({ one, reasons }) => `line ${one.line}: ${reasons.join(', ')}`);
  const more = out.length > 3 ? ', and so on' : '';
  return {
    inside: judged.filter(({ reasons }) => reasons.length === 0).map(({ one }) => one),
    outside:
      out.length === 0
        ? ''
        : `${counted(out.length, 'row')} outside the space left out (${examples.join('; ')}${more})`,
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
