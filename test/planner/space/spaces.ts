import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { layOut } from '../../../planner/space/layout.js';
import { toParameters } from '../../../planner/space/point.js';
import { Sampler } from '../../../planner/space/sampler.js';
import type { FractionBlock, LinearConstraint, Space, Variable } from '../../../planner/space/space.js';

const block = (name: string): fc.Arbitrary<FractionBlock> =>
  fc
    .record({
      maxima: fc.array(fc.constantFrom(0.4, 0.6, 1), { minLength: 3, maxLength: 9 }),
      required: fc.boolean(),
      maxComponents: fc.integer({ min: 3, max: 9 }),
      least: fc.constantFrom(undefined, 0.05, 0.12),
      resolution: fc.constantFrom(undefined, 0.05, 0.01),
    })
    .map(({ maxima, required, maxComponents, least, resolution }) => ({
      name,
      components: maxima.map((max, k) => ({
        name: `c${k}`,
        min: required && k === 0 ? 0.1 : 0,
        max,
        ...(least !== undefined && k % 2 === 0 && { least }),
      })),
      maxComponents: Math.min(maxComponents, maxima.length),
      ...(resolution !== undefined && { resolution }),
    }));

const variable = (name: string): fc.Arbitrary<Variable> =>
  fc.oneof(
    fc.constantFrom(undefined, 0.5, 0.1).map((resolution) => ({
      name,
      kind: 'continuous' as const,
      min: -1,
      max: 4,
      scale: 'linear' as const,
      ...(resolution !== undefined && { resolution }),
    })),
    fc.constant({ name, kind: 'continuous' as const, min: 0.05, max: 2, scale: 'log' as const }),
    fc.integer({ min: 0, max: 6 }).map((max) => ({ name, kind: 'integer' as const, min: 0, max })),
    fc.constant({ name, kind: 'categorical' as const, levels: ['a', 'b', 'c'] }),
  );

/** Two variables that decide, of which one may take no part itself, and two that hang on them. */
const conditional = fc
  .tuple(variable('p'), variable('q'), fc.integer({ min: 0, max: 3 }), fc.constantFrom(0, 2))
  .map(([p, q, min, otherwise]): Variable[] => [
    { name: 'choice', kind: 'categorical', levels: ['none', 'one', 'both'] },
    { name: 'count', kind: 'integer', min: 0, max: 3, when: { choice: ['one', 'both'] } },
    { ...p, when: { count: { min } } },
    { ...q, when: { choice: ['both'], count: { max: min } }, otherwise } as Variable,
  ])
  .map((variables) => variables.filter((one) => one.kind === 'categorical' || one.min < one.max));

/**
 * Spaces with every kind of variable and up to two linear constraints, each drawn around a witness so that the space is
 * never empty.
 */
export const spaces: fc.Arbitrary<Space> = fc
  .record({
    solvent: block('solvent'),
    additive: fc.option(block('additive'), { nil: undefined }),
    variables: fc.oneof(fc.tuple(variable('p'), variable('q'), variable('r')), conditional),
    weights: fc.array(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 21, maxLength: 21 }),
      {
        maxLength: 2,
      },
    ),
    slack: fc.double({ min: 0.05, max: 0.5, noNaN: true }),
    seed: fc.integer({ min: 0, max: 1000 }),
  })
  .map(({ solvent, additive, variables, weights, slack, seed }) => {
    const free: Space = { blocks: additive ? [solvent, additive] : [solvent], variables, constraints: [] };
    return { ...free, constraints: weights.map((row) => around(free, row, slack, seed)) };
  });

function around(space: Space, weights: readonly number[], slack: number, seed: number): LinearConstraint {
  const layout = layOut(space);
  const witness = toParameters(layout, new Sampler(layout).draw(seededRng(seed)));
  const usable = layout.coordinates.filter(
    (c) => c.kind === 'fraction' || (c.kind === 'number' && c.scale === 'linear'),
  );
  const terms = Object.fromEntries(usable.map(({ name }, k) => [name, weights[k]!]));
  const otherwise = new Map(layout.coordinates.map(({ name }, k) => [name, layout.conditions[k]?.otherwise]));
  const value = Object.entries(terms).reduce(
    (sum, [name, w]) => sum + w * Number(witness[name] ?? otherwise.get(name)),
    0,
  );
  return { terms, min: value - slack, max: value + 2 * slack };
}

/** A mixture of `n` components, any of them absent. */
export function mixture(n: number, maxComponents = n): Space {
  const components = Array.from({ length: n }, (_, k) => ({ name: `c${k}`, min: 0, max: 1 }));
  return { blocks: [{ name: 'x', components, maxComponents }], variables: [], constraints: [] };
}

/** The unit square or cube. */
export function cube(dimension: number): Space {
  return {
    blocks: [],
    variables: Array.from({ length: dimension }, (_, k) => ({
      name: `u${k}`,
      kind: 'continuous' as const,
      min: 0,
      max: 1,
      scale: 'linear' as const,
    })),
    constraints: [],
  };
}
