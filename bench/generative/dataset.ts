import { RECIPE, type DomainSpec, type Schema } from '../../planner/generative/data/domain.js';
import { dataHash, type Table } from '../../planner/generative/data/table.js';
import { layOut } from '../../planner/space/layout.js';
import { toVector } from '../../planner/space/point.js';
import type { Parameters, Space } from '../../planner/space/space.js';

/** Measured rows, and what is to be predicted of those whose group is held out. */
export interface Dataset {
  readonly name: string;
  /** What the target is, and who measured it. */
  readonly about: string;
  readonly groupedBy: string;
  readonly schema: Schema;
  readonly table: Table;
  /** Sets of domains that a prediction may start from. */
  readonly inputs: readonly (readonly string[])[];
  /** The laboratory or paper of each row, where these differ; those of held-out rows were never seen. */
  readonly origins?: readonly string[];
  readonly hash: string;
  /** `target of the file = mean + sd * target of the table`. */
  readonly scale: { readonly mean: number; readonly sd: number };
}

/** The domain with the one quantity to predict. */
export const TARGET = 'target';

/** One row of a file. Measured domains by name; NaN is missing. */
export interface Row {
  readonly parameters: Parameters;
  readonly target: number;
  readonly group: string;
  readonly origin?: string;
  readonly measured?: Readonly<Record<string, readonly number[]>>;
}

export interface Description {
  readonly name: string;
  readonly about: string;
  readonly groupedBy: string;
  readonly space: Space;
  readonly measured?: readonly { readonly name: string; readonly quantities: readonly string[] }[];
  readonly inputs?: readonly (readonly string[])[];
}

/** Targets are standardised, so that the scores of data sets compare. */
export function datasetOf(description: Description, rows: readonly Row[]): Dataset {
  const { space, measured = [], inputs = [[RECIPE]], ...about } = description;
  const domains: DomainSpec[] = [
    ...measured.map((domain) => ({ ...domain, kind: 'gaussian' as const, role: 'measured' as const })),
    { name: TARGET, kind: 'gaussian', role: 'target', quantities: [TARGET] },
  ];
  const schema: Schema = { space, domains, sources: ['all'] };
  const layout = layOut(space);
  const groups = [...new Set(rows.map(({ group }) => group))];
  const scale = scaleOf(rows.map(({ target }) => target));
  const table: Table = {
    rowCount: rows.length,
    recipes: Float64Array.from(rows.flatMap(({ parameters }) => [...toVector(layout, parameters)])),
    values: {
      ...Object.fromEntries(measured.map(({ name }) => [name, columnOf(rows, name)])),
      [TARGET]: Float64Array.from(rows, ({ target }) => (target - scale.mean) / scale.sd),
    },
    sources: new Int32Array(rows.length),
    groups: Int32Array.from(rows, ({ group }) => groups.indexOf(group)),
  };
  const origins = rows.flatMap(({ origin }) => origin ?? []);
  const hash = dataHash(schema, table).slice(0, 12);
  return { ...about, inputs, schema, table, hash, scale, ...(origins.length > 0 && { origins }) };
}

function columnOf(rows: readonly Row[], name: string): Float64Array {
  return Float64Array.from(rows.flatMap(({ measured }) => measured![name]!));
}

function scaleOf(values: readonly number[]): Dataset['scale'] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return { mean, sd };
}

/** The least and the greatest of each column as the bounds of a space. */
export function spaceOver(names: readonly string[], points: readonly Parameters[]): Space {
  const variables = names.map((name) => {
    const values = points.map((point) => Number(point[name]));
    const bounds = { min: Math.min(...values), max: Math.max(...values) };
    return { name, kind: 'continuous' as const, ...bounds, scale: 'linear' as const };
  });
  return { blocks: [], variables, constraints: [] };
}
