import { DISTINCT } from './choices.js';
import { squaredDistance } from './linalg/vector.js';

interface Placed {
  readonly features: Float64Array;
}

/** The first `count` points of a ranking that are not close to one before: climbs from one hill end on one top. */
export function spread<P extends Placed>(ranking: readonly P[], count: number): P[] {
  const chosen: P[] = [];
  for (const one of ranking) {
    if (chosen.length >= count) break;
    if (chosen.every((other) => squaredDistance(other.features, one.features) > DISTINCT ** 2))
      chosen.push(one);
  }
  return chosen;
}

/**
 * The first of the points, then each time the one farthest from those chosen: greedy maximisation of the least distance,
 * never less than half of the best that could be had (Gonzalez, Theoretical Computer Science 38 (1985) 293).
 */
export function farthest<P extends Placed>(points: readonly P[], count: number): P[] {
  const chosen = points.slice(0, 1);
  const distances = points.map((one) => squaredDistance(one.features, points[0]!.features));
  while (chosen.length < Math.min(count, points.length)) {
    const next = distances.reduce((best, distance, k) => (distance > distances[best]! ? k : best), 0);
    if (!(distances[next]! > 0)) break;
    chosen.push(points[next]!);
    points.forEach((one, k) => {
      distances[k] = Math.min(distances[k]!, squaredDistance(one.features, points[next]!.features));
    });
  }
  return chosen;
}
