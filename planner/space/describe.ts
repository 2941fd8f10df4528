import { dot } from '../linalg/vector.js';
import type { Descriptor, Member } from './descriptors.js';
import type { Layout, Vector } from './layout.js';
import { fromUnit } from './unit.js';

/** On the scale of the features; the middle where nothing is there. */
export function describe(
  layout: Layout,
  { members, ...one }: Descriptor,
  u: Vector,
  active: Uint8Array,
): number {
  const x = amountsOf(layout, members, u, active);
  const whole = one.base + dot(one.bottom, x);
  return whole > 0 ? (dot(one.top, x) / whole - one.min) / (one.max - one.min) : 0.5;
}

/** Adds the slope of a descriptor along the vector, times `weight`. */
export function addSlope(
  layout: Layout,
  { members, ...one }: Descriptor,
  { u, active, weight }: { readonly u: Vector; readonly active: Uint8Array; readonly weight: number },
  gradient: Float64Array,
): void {
  const x = amountsOf(layout, members, u, active);
  const whole = one.base + dot(one.bottom, x);
  if (!(whole > 0)) return;
  const value = dot(one.top, x) / whole;
  members.forEach(({ coordinate }, i) => {
    if (active[coordinate] === 0) return;
    const slope = (one.top[i]! - value * one.bottom[i]!) / (whole * (one.max - one.min));
    gradient[coordinate]! += weight * slope * steepness(layout, coordinate, x[i]!);
  });
}

function amountsOf(
  { coordinates }: Layout,
  members: readonly Member[],
  u: Vector,
  active: Uint8Array,
): Float64Array {
  return Float64Array.from(members, ({ coordinate: k, level }) => {
    const coordinate = coordinates[k]!;
    if (active[k] === 0) return 0;
    if (coordinate.kind === 'category') return Math.round(u[k]!) === level ? 1 : 0;
    return coordinate.kind === 'number' ? fromUnit(coordinate, u[k]!) : u[k]!;
  });
}

/** The slope of an amount along its coordinate. */
function steepness({ coordinates }: Layout, k: number, amount: number): number {
  const coordinate = coordinates[k]!;
  if (coordinate.kind !== 'number') return coordinate.kind === 'fraction' ? 1 : 0;
  if (coordinate.scale === 'log') return amount * Math.log(coordinate.max / coordinate.min);
  return coordinate.max - coordinate.min;
}
