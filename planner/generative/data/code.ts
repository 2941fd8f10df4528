import type { DomainSpec, Schema } from './domain.js';
import { RECIPE } from './domain.js';
import { layOut } from '../../space/layout.js';
import type { RecipeCode } from './recipe-code.js';
import { recipeCodeOf, recipeData, recipeInput } from './recipe-code.js';
import type { Scaling } from './scaling.js';
import { toScaled } from './scaling.js';
import type { Table } from './table.js';

/** The sizes of one domain in the network. Index 0 is always the recipe. */
export interface DomainCode {
  readonly name: string;
  readonly kind: 'recipe' | DomainSpec['kind'];
  readonly role: 'recipe' | DomainSpec['role'];
  /** Values that may be seen or hidden. */
  readonly valueWidth: number;
  readonly dataWidth: number;
  readonly outputWidth: number;
}

/** How rows of a schema become numbers of the network. */
export interface Code {
  readonly schema: Schema;
  readonly recipe: RecipeCode;
  readonly domains: readonly DomainCode[];
}

/** The rows of one domain on the network's scale, 0 where missing. */
export interface CodedDomain {
  /** `rows x valueWidth`: what the encoder may see. */
  readonly values: Float32Array;
  /** 1 where known. */
  readonly known: Uint8Array;
  /** By row: 1 where any value is known. */
  readonly anyKnown: Uint8Array;
  /** `rows x dataWidth`: what the decoder is asked for. */
  readonly data: Float32Array;
}

export interface CodedTable {
  readonly rowCount: number;
  readonly domains: readonly CodedDomain[];
  readonly sources: Int32Array;
}

/** @throws PlannerError `bad-space` */
export function codeOf(schema: Schema): Code {
  const recipe = recipeCodeOf(layOut(schema.space));
  const first: DomainCode = {
    ...{ name: RECIPE, kind: 'recipe', role: 'recipe', valueWidth: recipe.inputWidth },
    dataWidth: recipe.dataWidth,
    outputWidth: recipe.dataWidth + recipe.numbers.length,
  };
  const others = schema.domains.map(({ name, kind, role, quantities }): DomainCode => {
    const n = quantities.length;
    const outputWidth = kind === 'gaussian' ? 2 * n : n;
    return { name, kind, role, valueWidth: n, dataWidth: n, outputWidth };
  });
  return { schema, recipe, domains: [first, ...others] };
}

/** All rows on the network's scale. */
export function codeTable(code: Code, scaling: Scaling, table: Table): CodedTable {
  const others = code.domains
    .slice(1)
    .map((domain) => codeDomain(domain, scaling, table.values[domain.name], table.rowCount));
  return {
    rowCount: table.rowCount,
    domains: [codeRecipes(code.recipe, table), ...others],
    sources: table.sources,
  };
}

function codeRecipes(recipe: RecipeCode, { rowCount, recipes }: Table): CodedDomain {
  const width = recipe.layout.coordinates.length;
  const values = new Float32Array(rowCount * recipe.inputWidth);
  const data = new Float32Array(rowCount * recipe.dataWidth);
  const known = new Uint8Array(values.length);
  for (let row = 0; row < rowCount; row++) {
    const u = recipes.subarray(row * width, (row + 1) * width);
    if (u.some(Number.isNaN)) continue;
    values.set(recipeInput(recipe, u), row * recipe.inputWidth);
    data.set(recipeData(recipe, u), row * recipe.dataWidth);
    known.fill(1, row * recipe.inputWidth, (row + 1) * recipe.inputWidth);
  }
  return { values, known, anyKnown: anyOf(known, recipe.inputWidth), data };
}

function codeDomain(
  { name, kind, valueWidth }: DomainCode,
  scaling: Scaling,
  column: Float64Array | undefined,
  rowCount: number,
): CodedDomain {
  const raw = column ?? new Float64Array(rowCount * valueWidth).fill(NaN);
  const scale = scaling[name];
  const onScale = (value: number, k: number): number =>
    kind === 'gaussian' && scale ? toScaled(scale, value, k % valueWidth) : value;
  const data = Float32Array.from(raw, (value, k) => (Number.isNaN(value) ? 0 : onScale(value, k)));
  const known = Uint8Array.from(raw, (value) => (Number.isNaN(value) ? 0 : 1));
  const values = kind === 'bernoulli' ? data.map((value, k) => (2 * value - 1) * known[k]!) : data;
  return { values, known, anyKnown: anyOf(known, valueWidth), data };
}

function anyOf(known: Uint8Array, width: number): Uint8Array {
  return Uint8Array.from({ length: known.length / width }, (_, row) =>
    known.subarray(row * width, (row + 1) * width).includes(1) ? 1 : 0,
  );
}
