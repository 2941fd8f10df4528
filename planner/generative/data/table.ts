import { createHash } from 'node:crypto';
import { PlannerError } from '../../planner-error.js';
import type { Layout } from '../../space/layout.js';
import type { Schema } from './domain.js';

/** Rows of experiments, simulations and papers. Every array is row-major; NaN is a value that is missing. */
export interface Table {
  readonly rowCount: number;
  /** `rowCount x coordinates` of the space's layout (see `toVector`); a row of NaN where the recipe is unknown. */
  readonly recipes: Float64Array;
  /** By domain: `rowCount x quantities`. A domain that is left out is missing everywhere. */
  readonly values: Readonly<Record<string, Float64Array>>;
  /** Index of the source of each row. */
  readonly sources: Int32Array;
  /** Rows of one group (replicates, a batch) are held out together. */
  readonly groups: Int32Array;
}

/** @throws PlannerError `bad-request`, naming the column or row that is wrong. */
export function assertTable(schema: Schema, layout: Layout, table: Table): void {
  const { rowCount, recipes, sources, groups, values } = table;
  expectLength('recipes', recipes.length, rowCount * layout.coordinates.length);
  expectLength('sources', sources.length, rowCount);
  expectLength('groups', groups.length, rowCount);
  const unknown = Object.keys(values).find((name) => schema.domains.every((domain) => domain.name !== name));
  if (unknown !== undefined) throw wrong(`no domain of the schema is called ${unknown}`);
  for (const { name, kind, quantities } of schema.domains) {
    const column = values[name];
    if (!column) continue;
    expectLength(name, column.length, rowCount * quantities.length);
    const bad = column.findIndex((value) => (kind === 'bernoulli' ? value < 0 || value > 1 : Math.abs(value) === Infinity));
    if (bad >= 0) throw wrong(`${name}, row ${Math.floor(bad / quantities.length)}: ${column[bad]!} is out of range`);
  }
  const source = sources.findIndex((index) => index < 0 || index >= schema.sources.length);
  if (source >= 0) throw wrong(`row ${source}: no source has the index ${sources[source]!}`);
}

function expectLength(name: string, got: number, expected: number): void {
  if (got !== expected) throw wrong(`expected ${expected} numbers in ${name}, got ${got}`);
}

function wrong(message: string): PlannerError {
  return new PlannerError('bad-request', `rows of the generative model: ${message}`);
}

/** SHA-256 over schema and rows, hexadecimal: whether a stored model was trained on just these. */
export function dataHash(schema: Schema, table: Table): string {
  const digest = createHash('sha256').update(JSON.stringify(schema));
  const add = (name: string, array: Float64Array | Int32Array): void => {
    digest.update(`${name}:${array.length};`);
    digest.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  };
  add('recipes', table.recipes);
  add('sources', table.sources);
  add('groups', table.groups);
  for (const name of Object.keys(table.values).sort()) add(name, table.values[name]!);
  return digest.digest('hex');
}

/** Some rows of a table, in the order given; a row may come more than once. */
export function rowsOf(table: Table, rows: readonly number[]): Table {
  const pick = <A extends Float64Array | Int32Array>(array: A): A => {
    const width = array.length / table.rowCount;
    const picked = new (array.constructor as new (length: number) => A)(rows.length * width);
    rows.forEach((row, k) => {
      picked.set(array.subarray(row * width, (row + 1) * width), k * width);
    });
    return picked;
  };
  return {
    rowCount: rows.length,
    recipes: pick(table.recipes),
    values: Object.fromEntries(Object.entries(table.values).map(([name, array]) => [name, pick(array)])),
    sources: pick(table.sources),
    groups: pick(table.groups),
  };
}
