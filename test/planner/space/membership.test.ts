import { describe, expect, it } from '@jest/globals';
import { layOut } from '../../../planner/space/layout.js';
import { reasonsOutside } from '../../../planner/space/membership.js';
import type { Space } from '../../../planner/space/space.js';
import { cube } from './spaces.js';

const space: Space = {
  blocks: [
    {
      name: 'solvent',
      components: ['EC', 'DMC', 'EMC'].map((name) => ({ name, min: 0, max: 0.8 })),
      maxComponents: 2,
      resolution: 0.1,
    },
  ],
  variables: [
    { name: 'cRate', kind: 'continuous', min: 0.05, max: 1, scale: 'log' },
    { name: 'cycles', kind: 'integer', min: 1, max: 5 },
    { name: 'coating', kind: 'categorical', levels: ['none', 'LiF'] },
  ],
  constraints: [{ terms: { 'solvent.EC': 1, cycles: 0.1 }, max: 0.9 }],
};
const good = {
  'solvent.EC': 0.3,
  'solvent.DMC': 0.7,
  'solvent.EMC': 0,
  cRate: 0.1,
  cycles: 2,
  coating: 'LiF',
};

describe('membership', () => {
  it('accepts a point inside', () => {
    expect(reasonsOutside(layOut(space), good)).toEqual([]);
  });

  it('allows for rounding where a sum is nearly 0, by what it could be', () => {
    const ratio = layOut({ ...cube(2), constraints: [{ terms: { u0: 1, u1: -2 }, max: 0 }] });
    expect(reasonsOutside(ratio, { u0: 4e-9, u1: 0 })).toEqual([]);
    expect(reasonsOutside(ratio, { u0: 4e-6, u1: 0 })).toHaveLength(1);
  });

  it('gives every reason of a bad point at once', () => {
    const bad = {
      'solvent.EC': 0.75,
      'solvent.DMC': 0.2,
      'solvent.EMC': 0.1,
      cRate: 2,
      cycles: 2.5,
      coating: 'Al2O3',
      x: 1,
    };
    const reasons = reasonsOutside(layOut(space), bad).join('\n');
    for (const expected of [
      'x is not a variable',
      'solvent.EC is 0.75, not a multiple of 0.1',
      'the fractions of solvent sum to 1.05',
      'solvent has 3 components, at most 2',
      'cRate is 2, outside 0.05 to 1',
      'cycles is 2.5, not a multiple of 1',
      'coating is Al2O3, not one of none, LiF',
      'solvent.EC + 0.1 cycles is 1, above 0.9',
    ]) {
      expect(reasons).toContain(expected);
    }
  });
});

describe('a search space', () => {
  it('is refused with every fault of its definition', () => {
    const faulty: Space = {
      blocks: [
        {
          name: 's',
          components: [
            { name: 'A', min: 0, max: 0.3 },
            { name: 'B', min: 0, max: 0.3 },
          ],
          maxComponents: 2,
          resolution: 0.3,
        },
      ],
      variables: [{ name: 'r', kind: 'continuous', min: 0, max: 1, scale: 'log' }],
      constraints: [{ terms: { r: 1, y: 1 } }],
    };
    expect(() => layOut(faulty)).toThrow(
      /reach 0.6, below 1.*0.3 does not divide 1.*min > 0.*called y.*r is categorical or on a log.*neither min nor max/,
    );
  });
});
