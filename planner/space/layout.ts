import { assertSpace } from './check-space.js';
import { conditionsOf, gatesOf, type Conditions } from './conditions.js';
import type { LinearConstraint, Space } from './space.js';
import { constraintInWords } from './sum-in-words.js';

/**
 * A point of the space as a vector `u` in which every constraint is linear: fractions as they are, numbers scaled to
 * 0..1 (linear or logarithmic), categories as the index of their level.
 */
export type Vector = Float64Array;

export type Coordinate =
  | {
      readonly kind: 'fraction';
      readonly name: string;
      readonly min: number;
      readonly max: number;
      /** Of a component that is present. */
      readonly least: number;
    }
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly min: number;
      readonly max: number;
      readonly scale: 'linear' | 'log';
      readonly integer: boolean;
      /** Natural step; values are its multiples. Integers have 1. */
      readonly step: number | undefined;
    }
  | { readonly kind: 'category'; readonly name: string; readonly levels: readonly string[] };

/** Where a fraction block lies in the vector. */
export interface BlockRange {
  readonly name: string;
  readonly first: number;
  readonly end: number;
  readonly maxComponents: number;
  readonly step: number | undefined;
  /** Some component is either absent or more than a trace. */
  readonly hasLeast: boolean;
}

/** `a . u <= b`, or `= b`. */
export interface Row {
  readonly a: Float64Array;
  readonly b: number;
}

/** With what it stands for, as people write it. */
export interface NamedRow extends Row {
  readonly words: string;
}

export interface Layout {
  readonly space: Space;
  readonly coordinates: readonly Coordinate[];
  readonly blocks: readonly BlockRange[];
  readonly rows: readonly NamedRow[];
  /** Block sums first, then constraints whose min equals their max. */
  readonly equalities: readonly NamedRow[];
  readonly conditions: Conditions;
  readonly gates: ReadonlySet<number>;
}

/** @throws PlannerError `bad-space` */
export function layOut(space: Space): Layout {
  assertSpace(space);
  const coordinates = [...space.blocks.flatMap(fractions), ...space.variables.map(coordinateOf)];
  const blocks = blockRanges(space);
  const conditions = conditionsOf(coordinates, space.variables);
  const sums = blocks.map(({ name, first, end }) => ({
    a: Float64Array.from(coordinates, (_, k) => (k >= first && k < end ? 1 : 0)),
    b: 1,
    words: `the fractions of ${name} sum to 1`,
  }));
  const constraints = space.constraints.map((constraint) => rowsOf(coordinates, constraint));
  return {
    space,
    coordinates,
    blocks,
    rows: constraints.flatMap(({ rows }) => rows),
    equalities: [...sums, ...constraints.flatMap(({ equalities }) => equalities)],
    conditions,
    gates: gatesOf(conditions),
  };
}

/** Constraints, and from either side those that must hold exactly. */
export function halfSpaces({ rows, equalities }: Layout): NamedRow[] {
  return [
    ...rows,
    ...equalities,
    ...equalities.map(({ a, b, words }) => ({ a: a.map((w) => -w), b: -b, words })),
  ];
}

/** One constraint as half-spaces, or as a hyperplane where its min equals its max. */
function rowsOf(
  coordinates: readonly Coordinate[],
  { terms, min, max }: LinearConstraint,
): Pick<Layout, 'rows' | 'equalities'> {
  const { a, shift } = inVectorUnits(coordinates, terms);
  // Of size 1, whatever its units: what is allowed for rounding is the same for all.
  const size = a.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1;
  const row = (sign: 1 | -1, bound: number, words: string): NamedRow => ({
    a: a.map((weight) => (sign * weight) / size),
    b: (sign * (bound - shift)) / size,
    words,
  });
  if (min !== undefined && min === max)
    return { rows: [], equalities: [row(1, min, constraintInWords({ terms, min, max }))] };
  return {
    rows: [
      ...(max === undefined ? [] : [row(1, max, constraintInWords({ terms, max }))]),
      ...(min === undefined ? [] : [row(-1, min, constraintInWords({ terms, min }))]),
    ],
    equalities: [],
  };
}

function fractions(block: Space['blocks'][number]): Coordinate[] {
  return block.components.map(({ name, min, max, least = 0 }) => ({
    kind: 'fraction',
    name: `${block.name}.${name}`,
    min,
    max,
    least: Math.max(min, least),
  }));
}

function coordinateOf(variable: Space['variables'][number]): Coordinate {
  switch (variable.kind) {
    case 'categorical':
      return { kind: 'category', name: variable.name, levels: variable.levels };
    case 'integer':
      return { ...variable, kind: 'number', scale: 'linear', integer: true, step: 1 };
    case 'continuous':
      return { ...variable, kind: 'number', integer: false, step: variable.resolution };
  }
}

function blockRanges(space: Space): BlockRange[] {
  let first = 0;
  return space.blocks.map(({ name, components, maxComponents, resolution }) => {
    const end = first + components.length;
    const hasLeast = components.some(({ min, least = 0 }) => least > min);
    const range = { name, first, end, maxComponents, step: resolution, hasLeast };
    first = range.end;
    return range;
  });
}

/** A linear form over natural values, rewritten over the vector: `sum = a . u + shift`. */
function inVectorUnits(
  coordinates: readonly Coordinate[],
  terms: Readonly<Record<string, number>>,
): { a: Float64Array; shift: number } {
  let shift = 0;
  const a = Float64Array.from(coordinates, (coordinate) => {
    const weight = terms[coordinate.name] ?? 0;
    if (coordinate.kind !== 'number') return weight;
    shift += weight * coordinate.min;
    return weight * (coordinate.max - coordinate.min);
  });
  return { a, shift };
}
