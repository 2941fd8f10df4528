import { enter, type Wall } from '../linalg/barrier.js';
import { unit } from '../linalg/vector.js';
import { INSIDE } from './interior.js';
import { halfSpaces, type Coordinate, type Layout, type NamedRow } from './layout.js';

/** Below this part of the largest, a part in the proof is what the proof leaves open. */
const PART = 0.01;

/**
 * Constraints, bounds and sums that leave no point together, whatever is chosen where there is a choice: those that a proof
 * after Farkas needs. Empty where there is a point, and where only the number of components or the steps leave none.
 */
export function conflictIn(layout: Layout): string[] {
  const rows = [
    ...halfSpaces(layout),
    ...layout.coordinates.flatMap((coordinate, k) => boundsOf(layout, coordinate, k)),
  ];
  const walls: Wall[] = rows.map(({ a, b }) => ({ normal: a, room: b + INSIDE }));
  const proof = enter(walls, new Float64Array(layout.coordinates.length).fill(0.5), INSIDE);
  if ('x' in proof) return [];
  const most = Math.max(...proof.blame);
  const needed = rows.filter((_, i) => proof.blame[i]! > PART * most);
  return [...new Set(needed.map(({ words }) => words))];
}

/** Of everything that the coordinate may count as, also where it takes no part. */
function boundsOf({ coordinates, conditions }: Layout, coordinate: Coordinate, k: number): NamedRow[] {
  // No constraint takes a category.
  const { name, min, max } =
    coordinate.kind === 'category' ? { name: coordinate.name, min: 0, max: 1 } : coordinate;
  const [low, high] = coordinate.kind === 'fraction' ? [min, max] : [0, 1];
  const rest = conditions[k]?.rest ?? low;
  const count = coordinates.length;
  return [
    { a: unit(count, k), b: Math.max(high, rest), words: `${name} <= ${max}` },
    { a: unit(count, k, -1), b: -Math.min(low, rest), words: `${name} >= ${min}` },
  ];
}
