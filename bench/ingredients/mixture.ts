/** Mixtures as the planner has them: a blend of ingredients whose structures are given or withheld. */
import { compositionOf } from '../../config/ingredients/composition.js';
import type { Parameters, Space } from '../../planner/space/space.js';

/** One measured mixture. Fractions by SMILES, summing to 1, in whatever measure the table has; what else the value depends on. */
export interface Mixture {
  readonly fractions: Readonly<Record<string, number>>;
  readonly conditions: Readonly<Record<string, number>>;
  readonly value: number;
}

export const CODES = ['names', 'names and atoms'] as const;
export type Code = (typeof CODES)[number];

/** A space that just holds the mixtures. */
export function spaceOf(mixtures: readonly Mixture[], code: Code): Space {
  const smiles = [...new Set(mixtures.flatMap(({ fractions }) => Object.keys(fractions)))];
  const components = smiles.map((name) => {
    const composition = code === 'names' ? undefined : compositionOf({ smiles: name });
    const max = Math.max(...mixtures.map(({ fractions }) => fractions[name] ?? 0));
    return { name, min: 0, max, ...(composition && { composition }) };
  });
  const variables = Object.keys(mixtures[0]!.conditions).map((name) => {
    const values = mixtures.map(({ conditions }) => conditions[name]!);
    const [min, max] = [Math.min(...values), Math.max(...values)];
    return { name, kind: 'continuous' as const, min, max, scale: 'linear' as const };
  });
  return {
    blocks: [{ name: 'blend', components, maxComponents: smiles.length }],
    variables,
    constraints: [],
  };
}

export function pointOf({ blocks }: Space, { fractions, conditions }: Mixture): Parameters {
  const shares = blocks[0]!.components.map(({ name }) => [`blend.${name}`, fractions[name] ?? 0] as const);
  return { ...Object.fromEntries(shares), ...conditions };
}
