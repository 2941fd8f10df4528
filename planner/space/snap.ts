import { dot } from '../linalg/vector.js';
import { INSIDE, project } from './interior.js';
import { halfSpaces, type BlockRange, type Layout, type Row, type Vector } from './layout.js';
import { activeAt, assemble } from './conditions.js';
import { ABSENT } from './point.js';
import { excess, regionAround } from './region.js';
import { maskOf, withoutSteps } from './support.js';
import { fromUnit, toUnit } from './unit.js';

/**
 * The point that the robot's steps allow near `u`, still inside the space: stepped values are rounded (fractions by
 * largest remainder, so that they still sum to one), what is continuous absorbs the difference, and when that is not
 * enough single steps are taken towards the constraints. Absent components stay absent. Undefined when this fails.
 */
export function snap(layout: Layout, u: Vector): Vector | undefined {
  const rounded = roundSteps(layout, u);
  return rounded && (settle(layout, rounded) ?? repair(layout, rounded));
}

/** With all steps held, moves the continuous coordinates inside if they can be. */
function settle(layout: Layout, u: Vector): Vector | undefined {
  const region = regionAround(layout, u, withoutSteps(layout, maskOf(layout, u)));
  if (excess(region, u) <= INSIDE) return u;
  return region.lower.every((low, k) => low === region.upper[k]) ? undefined : project(region, u);
}

function repair(layout: Layout, start: Vector): Vector | undefined {
  const rows = halfSpaces(layout);
  let u = start;
  for (let step = 0; step < 100; step++) {
    const next = stepMoves(layout, u)
      .map((moved) => ({ moved, missed: missedBy(rows, moved) }))
      .reduce((best, one) => (one.missed < best.missed - 1e-15 ? one : best), {
        moved: u,
        missed: missedBy(rows, u),
      });
    if (next.moved === u) return undefined;
    u = next.moved;
    const settled = settle(layout, u);
    if (settled) return settled;
  }
  return undefined;
}

function missedBy(rows: readonly Row[], u: Vector): number {
  return rows.reduce((sum, { a, b }) => sum + Math.max(0, dot(a, u) - b) ** 2, 0);
}

function roundSteps(layout: Layout, u: Vector): Vector | undefined {
  const result = assemble(layout, (k) => {
    const coordinate = layout.coordinates[k]!;
    const value = u[k]!;
    if (coordinate.kind !== 'number' || coordinate.step === undefined) return value;
    const { step, min, max } = coordinate;
    const multiple = Math.round(fromUnit(coordinate, value) / step);
    return toUnit(
      coordinate,
      step * clamp(multiple, Math.ceil(min / step - 1e-9), Math.floor(max / step + 1e-9)),
    );
  });
  const sound = layout.blocks.every((block) => roundBlock(layout, block, result));
  return sound ? result : undefined;
}

function roundBlock(layout: Layout, { first, end, step }: BlockRange, u: Vector): boolean {
  if (step === undefined) return true;
  const range = unitBounds(layout, first, end, step);
  const units = range.map(({ low, least, high }, i) =>
    u[first + i]! < ABSENT ? low : clamp(Math.round(u[first + i]! / step), least, high),
  );
  let missing = Math.round(1 / step) - units.reduce((sum, n) => sum + n, 0);
  while (missing !== 0) {
    const sign = Math.sign(missing);
    const movable = units.flatMap((n, i) => {
      const { low, least, high } = range[i]!;
      const allowed = n + sign >= least && n + sign <= high && (low > 0 || u[first + i]! >= ABSENT);
      return allowed ? [i] : [];
    });
    if (movable.length === 0) return false;
    const wish = (i: number): number => sign * (u[first + i]! / step - units[i]!);
    const chosen = movable.reduce((best, i) => (wish(i) > wish(best) ? i : best));
    units[chosen]! += sign;
    missing -= sign;
  }
  units.forEach((n, i) => (u[first + i] = n * step));
  return true;
}

function unitBounds(
  layout: Layout,
  first: number,
  end: number,
  step: number,
): { low: number; least: number; high: number }[] {
  return layout.coordinates.slice(first, end).map((c) => {
    const { min, max, least } = c.kind === 'fraction' ? c : { min: 0, max: 1, least: 0 };
    const up = (share: number): number => Math.ceil(share / step - 1e-9);
    return { low: up(min), least: up(least), high: Math.floor(max / step + 1e-9) };
  });
}

/** All points one step away: a stepped number that takes part up or down, one unit from one present component to another. */
function stepMoves(layout: Layout, u: Vector): Vector[] {
  const active = activeAt(layout, u);
  const numbers = layout.coordinates.flatMap((coordinate, k) => {
    if (coordinate.kind !== 'number' || coordinate.step === undefined) return [];
    if (active[k] === 0 || layout.gates.has(k)) return [];
    return [-coordinate.step, coordinate.step].flatMap((step) => {
      const value = fromUnit(coordinate, u[k]!) + step;
      const allowed =
        value >= coordinate.min - 1e-9 * Math.abs(step) && value <= coordinate.max + 1e-9 * Math.abs(step);
      return allowed ? [u.map((old, i) => (i === k ? toUnit(coordinate, value) : old))] : [];
    });
  });
  return [...numbers, ...layout.blocks.flatMap((block) => transfers(layout, block, u))];
}

function transfers(layout: Layout, { first, end, step }: BlockRange, u: Vector): Vector[] {
  if (step === undefined) return [];
  const range = unitBounds(layout, first, end, step);
  const present = range.flatMap((_, i) => (u[first + i]! >= ABSENT ? [i] : []));
  const units = (i: number): number => Math.round(u[first + i]! / step);
  return present.flatMap((from) =>
    present
      .filter((to) => to !== from && units(from) > range[from]!.least && units(to) < range[to]!.high)
      .map((to) => {
        const moved = Float64Array.from(u);
        moved[first + from] = (units(from) - 1) * step;
        moved[first + to] = (units(to) + 1) * step;
        return moved;
      }),
  );
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
