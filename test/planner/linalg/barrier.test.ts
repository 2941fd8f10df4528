import { describe, expect, it } from '@jest/globals';
import { analyticCentre, enter, type Wall } from '../../../planner/linalg/barrier.js';
import { dot } from '../../../planner/linalg/vector.js';

const wall = (room: number, ...normal: number[]): Wall => ({ normal: Float64Array.from(normal), room });
const outOfAll = (walls: readonly Wall[], x: Float64Array): number =>
  Math.max(...walls.map(({ normal, room }) => dot(normal, x) - room));

/** `0 <= x, 0 <= y, x + y <= 1`. */
const triangle = [wall(0, -1, 0), wall(0, 0, -1), wall(1, 1, 1)];

describe('the analytic centre', () => {
  it('of a triangle is where the product of the distances from its sides is largest', () => {
    const { x } = analyticCentre(triangle, Float64Array.of(0.9, 0.05));
    expect(x[0]).toBeCloseTo(1 / 3, 4);
    expect(x[1]).toBeCloseTo(1 / 3, 4);
  });

  it.each([1e-2, 1e-5, 1e-8])('lies between walls that are %d apart', (gap) => {
    const band = [...triangle, wall(0.5 + gap, 1, 0), wall(-0.5, -1, 0)];
    const within = enter(band, Float64Array.of(7, -3), 1e-9) as { x: Float64Array };
    const { x } = analyticCentre(band, within.x);
    expect(outOfAll(band, x)).toBeLessThan(0);
    expect((x[0]! - 0.5) / gap).toBeCloseTo(0.5, 1);
    expect(x[1]).toBeCloseTo(0.25, 2);
  });
});

describe('where nothing is inside', () => {
  it('the walls that cannot stand together are to blame, and their parts prove it', () => {
    const walls = [...triangle, wall(-0.7, -1, 0), wall(-0.7, 0, -1)];
    const { blame } = enter(walls, Float64Array.of(0.2, 0.2), 1e-9) as { blame: number[] };
    expect(blame.reduce((a, b) => a + b)).toBeCloseTo(1, 2);
    expect(blame.map((part) => part > 0.01)).toEqual([false, false, true, true, true]);
    for (const k of [0, 1])
      expect(blame.reduce((sum, part, i) => sum + part * walls[i]!.normal[k]!, 0)).toBeCloseTo(0, 2);
    expect(blame.reduce((sum, part, i) => sum + part * walls[i]!.room, 0)).toBeLessThan(0);
  });
});
