import { dot } from '../linalg/vector.js';
import type { Layout } from './layout.js';
import { largestRatio, type Bounds } from './largest-ratio.js';
import type { Composition } from './space.js';

/**
 * What a recipe is made of, beside which ingredients it has, so that models know something of one that no experiment had.
 * Of a blend, and of a category, all of whose ingredients are known: the share of each constituent among all, and how many
 * one unit holds (after Kim et al., PNAS 120 (2023) e2214357120, with elements among heavy atoms). Of doses: how much of
 * each constituent they bring. What only one ingredient has is left out: its fraction, level or dose says as much.
 */
export interface Descriptor {
  readonly members: readonly Member[];
  /** The value is `top . x / (base + bottom . x)`, where `x` are the amounts of the members. */
  readonly top: Float64Array;
  readonly bottom: Float64Array;
  readonly base: 0 | 1;
  /** Values that become 0 and 1. */
  readonly min: number;
  readonly max: number;
}

/** Where an ingredient has its amount: a coordinate, or one level of it. */
export interface Member {
  readonly coordinate: number;
  readonly level?: number;
  readonly composition: Composition;
}

/** What varies less is rounding. */
const LEAST_RANGE = 1e-9;

/** None where the space says nothing of compositions. */
export function descriptorsOf(layout: Layout): Descriptor[] {
  const wholes = [...blends(layout), ...categories(layout)].filter((members) => members.length > 1);
  const all = [...wholes.flatMap((members) => sharesIn(layout, members)), ...dosed(layout, doses(layout))];
  return all.filter(({ min, max }) => max - min > LEAST_RANGE);
}

function blends({ space, blocks }: Layout): Member[][] {
  return space.blocks.map(({ components }, b) => {
    const first = blocks[b]!.first;
    const members = components.flatMap(({ composition }, k) =>
      composition ? [{ coordinate: first + k, composition }] : [],
    );
    return members.length === components.length ? members : [];
  });
}

function categories({ space, coordinates }: Layout): Member[][] {
  return space.variables.map((variable) => {
    if (variable.kind !== 'categorical') return [];
    const coordinate = coordinates.findIndex(({ name }) => name === variable.name);
    return (variable.compositions ?? []).map((composition, level) => ({ coordinate, level, composition }));
  });
}

function doses({ space, coordinates }: Layout): Member[] {
  return space.variables.flatMap((variable) => {
    if (variable.kind !== 'continuous' || !variable.composition) return [];
    const coordinate = coordinates.findIndex(({ name }) => name === variable.name);
    return [{ coordinate, composition: variable.composition }];
  });
}

function sharesIn(layout: Layout, members: readonly Member[]): Descriptor[] {
  const counts = Float64Array.from(members, ({ composition }) =>
    Object.values(composition).reduce((sum, count) => sum + count, 0),
  );
  // A level without an ingredient holds nothing: no share of it is above 0.
  const wholes = counts.map((count) => count || 1);
  const parts = [
    ...common(members).map((top) => ({ top, bottom: wholes })),
    { top: counts, bottom: counts.map(() => 1) },
  ];
  const bounds = boundsOf(layout, members);
  return parts.map(({ top, bottom }) => {
    const max = largestRatio(top, bottom, bounds);
    const min = -largestRatio(
      top.map((count) => -count),
      bottom,
      bounds,
    );
    return { members, top, bottom, base: 0, min, max };
  });
}

/** From the least of all doses to the most that one alone adds: constraints keep their sum far below that of their maxima. */
function dosed(layout: Layout, members: readonly Member[]): Descriptor[] {
  const { lower, upper } = boundsOf(layout, members);
  return common(members).map((top) => {
    const min = dot(top, lower);
    const most = top.reduce((best, amount, k) => Math.max(best, amount * (upper[k]! - lower[k]!)), 0);
    return { members, top, bottom: top.map(() => 0), base: 1, min, max: min + most };
  });
}

/** How much each ingredient has of what several of them have. */
function common(members: readonly Member[]): Float64Array[] {
  const names = [...new Set(members.flatMap(({ composition }) => Object.keys(composition)))].sort();
  const columns = names.map((name) =>
    Float64Array.from(members, ({ composition }) => composition[name] ?? 0),
  );
  return columns.filter((column) => column.filter((count) => count > 0).length > 1);
}

/** Of the amounts of ingredients. */
function boundsOf({ coordinates, conditions }: Layout, members: readonly Member[]): Bounds {
  const range = members.map(({ coordinate: k }): readonly [number, number] => {
    const coordinate = coordinates[k]!;
    if (coordinate.kind === 'category') return [0, 1];
    return [conditions[k] ? 0 : coordinate.min, coordinate.max];
  });
  return {
    lower: Float64Array.from(range, ([min]) => min),
    upper: Float64Array.from(range, ([, max]) => max),
  };
}
