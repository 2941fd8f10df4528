/** The rows of a measured table that lie in its space, read once for whoever learns from them. */
import { basename } from 'node:path';
import { loadTableSpace } from '../../../config/load.js';
import { compositionOf, compositionsOf } from '../../../config/ingredients/composition.js';
import type { TableSpace, TableVariable } from '../../../config/table-space.js';
import { emptinessOf } from '../../../planner/backtest/conflict.js';
import type { Objective } from '../../../planner/planner.js';
import { layOut } from '../../../planner/space/layout.js';
import { reasonsOutside } from '../../../planner/space/membership.js';
import type { Space, Variable } from '../../../planner/space/space.js';
import { conditionOf } from '../../campaign/condition-of.js';
import { FileError } from '../../files/file-error.js';
import { counted } from '../counted.js';
import { columnsOf } from './columns.js';
import { readTable } from '../table-file.js';
import { experimentsOf, type Experiment } from './rows.js';

export interface MeasuredTable {
  /** Of the file. */
  readonly name: string;
  readonly space: Space;
  readonly objectives: readonly Objective[];
  /** Reference values, where the file gives them. */
  readonly references: readonly number[];
  /** With values in the order of the objectives. */
  readonly rows: readonly Experiment[];
  /** Whether a column says which rows are replicates of one another. */
  readonly isGrouped: boolean;
  /** What was left out, in sentences. */
  readonly notes: readonly string[];
}

/** @throws {ConfigError} for the space file, {FileError} for the table, each with everything that is wrong */
export async function measuredTable(path: string, spaceFile: string): Promise<MeasuredTable> {
  const config = await loadTableSpace(spaceFile);
  const table = await readTable(path, config.columns.header);
  const columns = columnsOf(table, config);
  const { experiments, notes } = experimentsOf(table, columns, config);
  const space = spaceOf(config.space, experiments);
  assertPossible(space, spaceFile);
  const { inside, outside } = parted(space, experiments);
  if (inside.length === 0) throw new FileError(path, `no row lies in the space of ${spaceFile}: ${outside}`);
  return {
    name: basename(path),
    space,
    objectives: columns.objectives.map(({ name }, k) => ({
      name,
      direction: config.columns.objectives[k]!.direction,
    })),
    references: config.columns.objectives.flatMap(({ reference }) => reference ?? []),
    rows: inside,
    isGrouped: columns.replicates !== undefined,
    notes: [
      ...notes,
      ...(outside === '' ? [] : [outside]),
      ...(config.space.ingredients === 'atoms' ? byNameOnly(space) : []),
    ],
  };
}

function spaceOf(
  { fractions, variables, constraints, ingredients }: TableSpace['space'],
  rows: readonly Experiment[],
): Space {
  return {
    blocks: fractions.map(({ name, components, maxComponents, resolution }) => {
      const parts = Object.entries(components).map(([component, { ingredient = component, ...bounds }]) => {
        const composition = ingredients === 'atoms' ? compositionOf(ingredient) : undefined;
        return { name: component, ...bounds, ...(composition && { composition }) };
      });
      const step = resolution === undefined ? {} : { resolution };
      return { name, components: parts, maxComponents: maxComponents ?? parts.length, ...step };
    }),
    variables: variables.map((variable) => variableOf(variable, rows, ingredients === 'atoms')),
    constraints,
  };
}

/** Bounds and levels that are not given are those of the table. */
function variableOf(
  variable: TableVariable,
  rows: readonly Experiment[],
  areIngredientsKnown: boolean,
): Variable {
  const { name } = variable;
  const when = conditionOf(variable);
  const values = rows.flatMap(({ parameters }) => parameters[name] ?? []);
  if (variable.kind === 'categorical') {
    const found = [...new Set((variable.levels ?? values).map(String))];
    const levels = variable.levels ? found : found.sort();
    const compositions = areIngredientsKnown ? compositionsOf(levels, variable.ingredients) : undefined;
    return { kind: 'categorical', name, levels, ...(compositions && { compositions }), ...when };
  }
  const numbers = values.map(Number);
  const range = {
    min: variable.min ?? numbers.reduce((a, b) => Math.min(a, b)),
    max: variable.max ?? numbers.reduce((a, b) => Math.max(a, b)),
  };
  if (variable.kind === 'integer') return { kind: 'integer', name, ...range, ...when };
  const { scale, resolution } = variable;
  return {
    kind: 'continuous',
    name,
    ...range,
    scale,
    ...when,
    ...(resolution !== undefined && { resolution }),
  };
}

/** What of a space whose ingredients are to be known by their atoms is not. */
function byNameOnly({ blocks, variables }: Space): string[] {
  const parts = blocks.flatMap(({ name, components }) =>
    components.flatMap((one) => (one.composition ? [] : [`${name}.${one.name}`])),
  );
  const categories = variables.flatMap((one) =>
    one.kind === 'categorical' && !one.compositions ? [`a level of ${one.name}`] : [],
  );
  return [...parts, ...categories].map((one) => `${one} is no ingredient we know: models go by its name`);
}

function assertPossible(space: Space, file: string): void {
  const what = emptinessOf(space);
  if (what !== undefined) throw new FileError(file, `the space is empty: ${what}; widen one of them`);
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
