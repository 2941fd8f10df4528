import { seededRng, shuffled } from '../../core/rng.js';

/** Rows by fold: all rows of a group together. */
export function foldsOf(groups: Int32Array, count: number, seed: string): number[][] {
  const order = shuffled([...new Set(groups)], seededRng(seed));
  const foldOf = new Map(order.map((group, k) => [group, k % count]));
  return Array.from({ length: count }, (_, fold) =>
    Array.from(groups.keys()).filter((row) => foldOf.get(groups[row]!) === fold),
  );
}
