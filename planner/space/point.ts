import { PlannerError } from '../planner-error.js';
import { activeAt, assemble } from './conditions.js';
import type { Coordinate, Layout, Vector } from './layout.js';
import type { Parameters } from './space.js';
import { fromUnit, toUnit } from './unit.js';

/** Fractions below this are absent: no robot dispenses them. */
export const ABSENT = 1e-7;

/**
 * The vector of a point. What is said of a variable that takes no part is not read.
 * @throws PlannerError `bad-request` when a value is missing, of the wrong type or not a level.
 */
export function toVector(layout: Layout, parameters: Parameters): Vector {
  return assemble(layout, (k) => {
    const coordinate = layout.coordinates[k]!;
    const value = parameters[coordinate.name];
    const place = placeOf(coordinate, value);
    if (!Number.isNaN(place)) return place;
    const expected =
      coordinate.kind === 'category' ? `one of ${coordinate.levels.join(', ')}` : 'a finite number';
    throw new PlannerError('bad-request', `${coordinate.name}: expected ${expected}, got ${String(value)}`, {
      parameters,
    });
  });
}

/** 1 for each coordinate that takes part in a point; what a value that cannot be read decides does not. */
export function activeIn(layout: Layout, parameters: Parameters): Uint8Array {
  const u = assemble(layout, (k) => placeOf(layout.coordinates[k]!, parameters[layout.coordinates[k]!.name]));
  return activeAt(layout, u);
}

/** NaN where the value is none of the coordinate. */
function placeOf(coordinate: Coordinate, value: number | string | undefined): number {
  if (coordinate.kind === 'category') {
    const index = coordinate.levels.indexOf(String(value));
    return index < 0 ? NaN : index;
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return NaN;
  return coordinate.kind === 'fraction' ? value : toUnit(coordinate, value);
}

/**
 * The canonical point of a vector: absent components exactly 0, 12 significant digits (more where the range needs them to be
 * told apart), bounds exact, nothing of what takes no part.
 */
export function toParameters(layout: Layout, u: Vector): Parameters {
  const tidy = dropTraces(layout, u);
  const active = activeAt(layout, u);
  return Object.fromEntries(
    layout.coordinates.flatMap((coordinate, k) =>
      active[k] === 1 ? [[coordinate.name, naturalValue(coordinate, tidy[k]!)]] : [],
    ),
  );
}

function naturalValue(coordinate: Coordinate, u: number): number | string {
  if (coordinate.kind === 'category') return coordinate.levels[Math.round(u)]!;
  const value = coordinate.kind === 'fraction' ? u : fromUnit(coordinate, u);
  const isWhole = coordinate.kind === 'number' && coordinate.integer;
  const rounded = isWhole ? Math.round(value) : rounding(value, Math.max(12, digitsOf(coordinate)));
  return Math.min(coordinate.max, Math.max(coordinate.min, rounded));
}

function rounding(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

/** As many digits as a double holds for certain. */
const MOST_DIGITS = 15;

/** Significant digits that tell values apart: 9, and those that all values of a narrow range far from 0 have in common. */
function digitsOf({ min, max }: { readonly min: number; readonly max: number }): number {
  if (!(max > min)) return 9;
  const common = Math.ceil(Math.log10(Math.max(1, Math.max(Math.abs(min), Math.abs(max)) / (max - min))));
  return Math.min(MOST_DIGITS, 9 + common);
}

/** Sets traces of components to zero and gives what they held to the largest component of their block. */
function dropTraces(layout: Layout, u: Vector): Vector {
  const tidy = Float64Array.from(u);
  for (const { first, end } of layout.blocks) {
    const part = tidy.subarray(first, end);
    const largest = part.indexOf(part.reduce((a, b) => Math.max(a, b)));
    part.forEach((value, k) => {
      if (value >= ABSENT || k === largest) return;
      part[largest]! += value;
      part[k] = 0;
    });
  }
  return tidy;
}

/** Equal for two points exactly when they are the same experiment: whole numbers as they are, others to 9 digits of their range. */
export function canonicalKey(layout: Layout, parameters: Parameters): string {
  const active = activeIn(layout, parameters);
  return layout.coordinates
    .map((coordinate, k) => keyOf(coordinate, active[k] === 1 ? parameters[coordinate.name] : undefined))
    .join('|');
}

function keyOf(coordinate: Coordinate, value: number | string | undefined): string {
  const isWhole = coordinate.kind === 'number' && coordinate.integer;
  if (typeof value !== 'number' || coordinate.kind === 'category' || isWhole) return String(value);
  return String(rounding(value, digitsOf(coordinate)));
}
