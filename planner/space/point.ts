import { PlannerError } from '../planner-error.js';
import type { Coordinate, Layout, Vector } from './layout.js';
import type { Parameters } from './space.js';

/** Fractions below this are absent: no robot dispenses them. */
export const ABSENT = 1e-7;

/**
 * The vector of a point.
 * @throws PlannerError `bad-request` when a value is missing, of the wrong type or not a level.
 */
export function toVector(layout: Layout, parameters: Parameters): Vector {
  return Float64Array.from(layout.coordinates, (coordinate) => toCoordinate(coordinate, parameters));
}

function toCoordinate(coordinate: Coordinate, parameters: Parameters): number {
  const value = parameters[coordinate.name];
  if (coordinate.kind === 'category') {
    const index = coordinate.levels.indexOf(String(value));
    if (index >= 0) return index;
  } else if (typeof value === 'number' && Number.isFinite(value)) {
    return coordinate.kind === 'fraction' ? value : toUnit(coordinate, value);
  }
  const expected =
    coordinate.kind === 'category' ? `one of ${coordinate.levels.join(', ')}` : 'a finite number';
  throw new PlannerError('bad-request', `${coordinate.name}: expected ${expected}, got ${String(value)}`, {
    parameters,
  });
}

/** A natural value on the 0..1 scale of its variable. */
export function toUnit(
  { min, max, scale }: { min: number; max: number; scale: 'linear' | 'log' },
  value: number,
): number {
  if (max === min) return 0;
  return scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
}

/** The inverse of `toUnit`. */
export function fromUnit(
  { min, max, scale }: { min: number; max: number; scale: 'linear' | 'log' },
  unit: number,
): number {
  return scale === 'log' ? min * (max / min) ** unit : min + (max - min) * unit;
}

/** The canonical point of a vector: absent components exactly 0, at most 12 significant digits, bounds exact. */
export function toParameters(layout: Layout, u: Vector): Parameters {
  const tidy = dropTraces(layout, u);
  return Object.fromEntries(
    layout.coordinates.map((coordinate, k) => [coordinate.name, naturalValue(coordinate, tidy[k]!)]),
  );
}

function naturalValue(coordinate: Coordinate, u: number): number | string {
  if (coordinate.kind === 'category') return coordinate.levels[Math.round(u)]!;
  const value = coordinate.kind === 'fraction' ? u : fromUnit(coordinate, u);
  const rounded = coordinate.kind === 'number' && coordinate.integer ? Math.round(value) : round12(value);
  return Math.min(coordinate.max, Math.max(coordinate.min, rounded));
}

function round12(value: number): number {
  return Number(value.toPrecision(12));
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

/** Equal for two points exactly when they are the same experiment (to 9 significant digits). */
export function canonicalKey(layout: Layout, parameters: Parameters): string {
  return layout.coordinates
    .map(({ name }) => {
      const value = parameters[name];
      return typeof value === 'number' ? Number(value.toPrecision(9)).toString() : String(value);
    })
    .join('|');
}
