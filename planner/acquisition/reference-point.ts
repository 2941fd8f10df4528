import { REFERENCE_MARGIN } from '../choices.js';
import { nonDominated } from '../pareto.js';

/**
 * Where nothing better is known: each objective's worst value on the front, and a tenth of the front's extent beyond
 * (Ishibuchi, Imada, Setoguchi and Nojima, Evolutionary Computation 26 (2018) 411). Where the front has no extent, that of
 * all points counts; where they have none either, 1.
 * @param points at least one; everything is minimised
 */
export function referencePoint(points: readonly ArrayLike<number>[]): number[] {
  const front = nonDominated(points).map((index) => points[index]!);
  return Array.from(points[0]!, (_, k) => {
    const worst = Math.max(...front.map((point) => point[k]!));
    return worst + REFERENCE_MARGIN * (extent(front, k) || extent(points, k) || 1);
  });
}

function extent(points: readonly ArrayLike<number>[], k: number): number {
  const values = points.map((point) => point[k]!);
  return Math.max(...values) - Math.min(...values);
}
