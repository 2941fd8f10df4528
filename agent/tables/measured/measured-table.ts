/** The rows of a measured table that lie in its space, on its steps or not, read once for whoever learns from them. */
import { basename } from 'node:path';
import { loadTableSpace } from '../../../config/load.js';
import { emptinessOf } from '../../../planner/space/emptiness.js';
import { PlannerError } from '../../../planner/planner-error.js';
import type { Objective } from '../../../planner/request.js';
import { layOut } from '../../../planner/space/layout.js';
import { reasonsOutside } from '../../../planner/space/membership.js';
import type { Space } from '../../../planner/space/space.js';
import { withoutSteps } from '../../../planner/space/without-steps.js';
import { FileError } from '../../files/file-error.js';
import { counted } from '../counted.js';
import { columnsOf } from './columns.js';
import { readTable } from '../table-file.js';
import { experimentsOf, type Experiment, type ForeignRow } from './rows.js';
import { spaceOf, unboundedIn } from './space-of.js';

export interface MeasuredTable {
  /** Of the file. */
  readonly name: string;
  readonly space: Space;
  readonly objectives: readonly Objective[];
  /** Reference values, where the file gives them. */
  readonly references: readonly number[];
  /** With values in the order of the objectives. */
  readonly rows: readonly Experiment[];
  /** Of other sources, where they are to be known. */
  readonly elsewhere: readonly ForeignRow[];
  /** Names of those that only resemble the truth. */
  readonly lowFidelity: readonly string[];
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
  const { experiments, elsewhere, notes } = experimentsOf(table, columns, config);
  const unbounded = unboundedIn(config.space, experiments).map((one) => `${one} in ${spaceFile}`);
  if (unbounded.length > 0) throw new FileError(path, unbounded.join('; '));
  const space = spaceOf(config.space, experiments);
  assertPossible(space, spaceFile);
  const { inside, outside } = parted(space, experiments);
  const others = parted(space, elsewhere);
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
    elsewhere: others.inside,
    lowFidelity:
      config.columns.source?.others === 'low' ? [...new Set(others.inside.map(({ source }) => source))] : [],
    isGrouped: columns.replicates !== undefined,
    notes: [
      ...notes,
      ...[outside, others.outside].filter((one) => one !== ''),
      ...(config.space.ingredients === 'atoms' ? byNameOnly(space) : []),
    ],
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

/** @throws {FileError} a space that no planner could search */
function assertPossible(space: Space, file: string): void {
  try {
    const what = emptinessOf(space);
    if (what !== undefined) throw new FileError(file, `the space is empty: ${what}; widen one of them`);
  } catch (cause) {
    if (cause instanceof PlannerError) throw new FileError(file, cause.message, { cause });
    throw cause;
  }
}

function parted<E extends Experiment>(
  space: Space,
  experiments: readonly E[],
): { inside: readonly E[]; outside: string } {
  const layout = layOut(withoutSteps(space));
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
