import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { NAME_WEIGHT } from '../../../planner/choices.js';
import { encode, encodingOf, pullBack } from '../../../planner/space/features.js';
import { layOut } from '../../../planner/space/layout.js';
import { toParameters, toVector } from '../../../planner/space/point.js';
import { Sampler } from '../../../planner/space/sampler.js';
import type { Composition, Space } from '../../../planner/space/space.js';
import { spaces } from './spaces.js';

const EC: Composition = { C: 3, O: 3 };
const EMC: Composition = { C: 4, O: 3 };
const DEE: Composition = { C: 6, O: 2 };

const blend = (
  parts: Readonly<Record<string, Composition | undefined>>,
  max = 1,
): Space['blocks'][number] => ({
  name: 'solvent',
  components: Object.entries(parts).map(([name, composition]) => ({
    ...{ name, min: 0, max },
    ...(composition && { composition }),
  })),
  maxComponents: Object.keys(parts).length,
});

const dose = (name: string, composition: Composition) =>
  ({ name, kind: 'continuous', min: 0, max: 2, scale: 'linear', composition }) as const;

function descriptors(space: Space, parameters: Readonly<Record<string, number | string>>): number[] {
  const encoding = encodingOf(layOut(space));
  const features = encode(encoding, toVector(encoding.layout, parameters));
  return [...features.subarray(encoding.count - encoding.descriptors.length)];
}

/** Three compositions that share constituents, by place in the alphabet. */
const composition = fc
  .tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 6 })))
  .map(([A = 0, B = 0, C = 0]) => ({ A, B, C: C + 1 }));

/** Any space with compositions for all of its blocks, categories and continuous variables. */
const described = fc
  .tuple(spaces, fc.array(composition, { minLength: 30, maxLength: 30 }))
  .map(([space, all]): Space => {
    let next = 0;
    const one = (): Composition => all[next++ % all.length]!;
    return {
      ...space,
      blocks: space.blocks.map((block) => ({
        ...block,
        components: block.components.map((component) => ({ ...component, composition: one() })),
      })),
      variables: space.variables.map((variable) => {
        if (variable.kind === 'categorical') return { ...variable, compositions: variable.levels.map(one) };
        return variable.kind === 'continuous' && variable.min >= 0
          ? { ...variable, composition: one() }
          : variable;
      }),
    };
  });

describe('descriptors of what a recipe is made of', () => {
  it('are shares of the elements of a blend and the size of its molecules, 0 to 1 over the space', () => {
    const space: Space = { blocks: [blend({ EC, DEE })], variables: [], constraints: [] };
    const pure = (name: string): number[] =>
      descriptors(space, { 'solvent.EC': name === 'EC' ? 1 : 0, 'solvent.DEE': name === 'EC' ? 0 : 1 });
    expect(pure('EC')).toEqual([0, 1, 0]);
    expect(pure('DEE')).toEqual([1, 0, 1]);
    const [carbon] = descriptors(space, { 'solvent.EC': 0.5, 'solvent.DEE': 0.5 });
    expect(carbon).toBeCloseTo((9 / 14 - 1 / 2) / (6 / 8 - 1 / 2), 12);
  });

  it('use the range that bounds leave', () => {
    const space: Space = { blocks: [blend({ EC, EMC, DEE }, 0.5)], variables: [], constraints: [] };
    expect(descriptors(space, { 'solvent.EC': 0.5, 'solvent.EMC': 0.5, 'solvent.DEE': 0 })).toEqual([
      0, 1, 0,
    ]);
  });

  it('are those of the level of a category, and nothing of a level that is no ingredient', () => {
    const levels = ['none', 'EC', 'DEE'];
    const space: Space = {
      blocks: [],
      variables: [{ name: 'solvent', kind: 'categorical', levels, compositions: [{}, EC, DEE] }],
      constraints: [],
    };
    expect(descriptors(space, { solvent: 'none' })).toEqual([0, 0, 0]);
    expect(descriptors(space, { solvent: 'DEE' })).toEqual([1, 0.5, 1]);
  });

  it('are what several doses bring of what they have in common', () => {
    const variables = [dose('DTD', { C: 2, S: 1 }), dose('PS', { C: 3, S: 1 }), dose('VC', { C: 3, F: 1 })];
    const space: Space = { blocks: [], variables, constraints: [] };
    expect(descriptors(space, { DTD: 1, PS: 0, VC: 0 })).toEqual([2 / 6, 1 / 2]);
    expect(descriptors(space, { DTD: 0, PS: 2, VC: 0 })).toEqual([1, 1]);
  });

  it('are not there where one ingredient of a blend is unknown, or nothing is said', () => {
    const known: Space = { blocks: [blend({ EC, EMC, DEE })], variables: [], constraints: [] };
    const unknown: Space = { ...known, blocks: [blend({ EC, EMC, DEE: undefined })] };
    const silent: Space = { ...known, blocks: [blend({ EC: undefined, EMC: undefined, DEE: undefined })] };
    const point = { 'solvent.EC': 0.2, 'solvent.EMC': 0.3, 'solvent.DEE': 0.5 };
    const features = (space: Space): Float64Array => {
      const encoding = encodingOf(layOut(space));
      return encode(encoding, toVector(encoding.layout, point));
    };
    expect(features(unknown)).toEqual(features(silent));
    expect(features(known).subarray(0, 3)).toEqual(features(silent).map((one) => NAME_WEIGHT * one));
    expect(features(known).length).toBe(6);
    const slopes = (space: Space, byFeature: readonly number[]): Float64Array => {
      const encoding = encodingOf(layOut(space));
      return pullBack(encoding, toVector(encoding.layout, point), Float64Array.from(byFeature));
    };
    const told = slopes(known, [1, 2, 3, 0, 0, 0]);
    slopes(silent, [1, 2, 3]).forEach((slope, k) => {
      expect(told[k]).toBeCloseTo(NAME_WEIGHT * slope, 12);
    });
  });

  it('bring the levels of a category and the parts of a blend nearer together by name', () => {
    const levels = ['EC', 'DEE'];
    const category = (compositions?: readonly Composition[]): Space => ({
      blocks: [],
      variables: [
        { name: 'solvent', kind: 'categorical', levels, ...(compositions && { compositions }) },
        { name: 'x', kind: 'continuous', min: 0, max: 1, scale: 'linear' },
      ],
      constraints: [],
    });
    const features = (space: Space): number[] => {
      const encoding = encodingOf(layOut(space));
      return [...encode(encoding, toVector(encoding.layout, { solvent: 'DEE', x: 0.8 }))];
    };
    expect(features(category())).toEqual([0, Math.SQRT1_2, 0.8]);
    expect(features(category([EC, DEE])).slice(0, 3)).toEqual([0, NAME_WEIGHT * Math.SQRT1_2, 0.8]);
  });

  it('stay on 0 to 1 in blends and categories, and have the slopes of their finite differences', () => {
    fc.assert(
      fc.property(described, fc.integer(), (space, seed) => {
        const encoding = encodingOf(layOut(space));
        const rng = seededRng(seed);
        const { layout, count } = encoding;
        const u = toVector(layout, toParameters(layout, new Sampler(layout).draw(rng)));
        const features = encode(encoding, u);
        encoding.descriptors.forEach(({ base }, k) => {
          if (base === 1) return;
          const feature = features[count - encoding.descriptors.length + k]!;
          // What the sampler draws keeps to the bounds within 1e-6.
          expect(feature).toBeGreaterThan(-1e-6);
          expect(feature).toBeLessThan(1 + 1e-6);
        });
        const weights = features.map((_, k) =>
          k < count - encoding.descriptors.length ? 0 : rng.uniform() - 0.5,
        );
        const slopes = pullBack(encoding, u, weights);
        layout.coordinates.forEach((coordinate, k) => {
          if (coordinate.kind === 'category' || layout.gates.has(k)) return;
          const at = (step: number): number => {
            const moved = encode(
              encoding,
              u.map((value, i) => (i === k ? value + step : value)),
            );
            return moved.reduce((sum, feature, i) => sum + weights[i]! * feature, 0);
          };
          const expected = (at(1e-6) - at(-1e-6)) / 2e-6;
          expect(Math.abs(slopes[k]! - expected)).toBeLessThan(1e-5 * (1 + Math.abs(expected)));
        });
      }),
    );
  });
});
