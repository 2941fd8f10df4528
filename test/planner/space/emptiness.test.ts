import { describe, expect, it } from '@jest/globals';
import { emptinessOf } from '../../../planner/space/emptiness.js';
import type { LinearConstraint, Space } from '../../../planner/space/space.js';
import { cube, mixture } from './spaces.js';

const holding = (space: Space, ...constraints: LinearConstraint[]): Space => ({ ...space, constraints });

/** Numbers in steps of a half. */
const coarse: Space = {
  ...cube(2),
  variables: cube(2).variables.map((one) => ({ ...one, resolution: 0.5 })),
};
const spare: LinearConstraint = { terms: { u0: 1 }, min: 0.1 };

describe('why a space has no point', () => {
  it.each<[string, Space, string]>([
    [
      'a constraint and a sum of fractions',
      holding(mixture(3), { terms: { 'x.c0': 1, 'x.c1': 1, 'x.c2': 1 }, max: 0.9 }),
      'x.c0 + x.c1 + x.c2 <= 0.9; the fractions of x sum to 1',
    ],
    [
      'constraints beside one that has no part in it',
      holding(
        cube(4),
        { terms: { u0: 1, u1: 1 }, min: 1 },
        { terms: { u1: 1, u2: 1 }, min: 1 },
        { terms: { u0: 1, u2: 1 }, min: 1 },
        { terms: { u3: 1 }, max: 0.5 },
        { terms: { u0: 1, u1: 1, u2: 1 }, max: 1.49 },
      ),
      'u0 + u1 >= 1; u1 + u2 >= 1; u0 + u2 >= 1; u0 + u1 + u2 <= 1.49',
    ],
    [
      'a constraint and bounds, by however little',
      holding(cube(3), { terms: { u0: 2, u1: 1 }, min: 3.00001 }),
      '2 u0 + u1 >= 3.00001; u0 <= 1; u1 <= 1',
    ],
    [
      'two values for one sum',
      holding(
        cube(2),
        { terms: { u0: 1, u1: 1 }, min: 1, max: 1 },
        { terms: { u0: 1, u1: 1 }, min: 1.2, max: 1.2 },
      ),
      'u0 + u1 = 1; u0 + u1 = 1.2',
    ],
    [
      'components of which too few may be present',
      holding(mixture(4, 2), ...[0, 1, 2].map((k) => ({ terms: { [`x.c${k}`]: 1 }, min: 0.1 }))),
      'x.c0 >= 0.1; x.c1 >= 0.1; x.c2 >= 0.1',
    ],
    [
      'a constraint that no step keeps',
      holding(coarse, spare, { terms: { u0: 1, u1: 1 }, min: 1.1, max: 1.4 }),
      '1.1 <= u0 + u1 <= 1.4',
    ],
  ])('is told by what cannot hold together: %s', (_, space, words) => {
    expect(emptinessOf(space)).toBe(`these cannot hold together: ${words}`);
  });

  it('is not told of one that has points', () => {
    expect(emptinessOf(holding(coarse, spare))).toBeUndefined();
    expect(emptinessOf(mixture(4, 2))).toBeUndefined();
  });
});
