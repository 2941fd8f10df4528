/** How well models foretell mixtures with an ingredient that they have never seen. */
import { fitGp } from '../../planner/surrogate/fit-gp.js';
import { byAtoms, byName, scaled, type Mixture } from './mixture.js';

export const CODES = ['names', 'names and atoms', 'atoms'] as const;
export type Code = (typeof CODES)[number];

export interface Score {
  readonly rows: number;
  /** In the unit of the values. */
  readonly rmse: number;
  /** Mean negative log density of the standardised values, nat. */
  readonly nll: number;
}

/** Ingredients in at least `least` mixtures and at most half of all. */
export function candidatesOf(mixtures: readonly Mixture[], least: number): string[] {
  const names = [...new Set(mixtures.flatMap(({ fractions }) => Object.keys(fractions)))];
  return names.filter((name) => {
    const count = mixtures.filter(({ fractions }) => (fractions[name] ?? 0) > 0).length;
    return count >= least && count <= mixtures.length / 2;
  });
}

/** Trained on all mixtures without the ingredient, asked for those with it. */
export function scoreWithout(name: string, mixtures: readonly Mixture[], code: Code): Score {
  const known = mixtures.filter(({ fractions }) => !((fractions[name] ?? 0) > 0));
  const asked = mixtures.filter(({ fractions }) => (fractions[name] ?? 0) > 0);
  const names = [...new Set(mixtures.flatMap(({ fractions }) => Object.keys(fractions)))];
  const raw = (mixture: Mixture): number[] => [
    ...(code === 'atoms' ? [] : byName(names, mixture)),
    ...(code === 'names' ? [] : byAtoms(mixture)),
    ...mixture.conditions,
  ];
  const features = scaled(known.map(raw), [...known, ...asked].map(raw));
  const gp = fitGp({ features: features.slice(0, known.length), values: known.map(({ value }) => value) });
  const { mean, variance } = gp.posterior(features.slice(known.length));
  const errors = asked.map(({ value }, k) => value - mean[k]!);
  const densities = errors.map((error, k) => {
    const spread = variance[k]! + gp.noiseVariance;
    return 0.5 * Math.log((2 * Math.PI * spread) / gp.unit ** 2) + error ** 2 / (2 * spread);
  });
  const average = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  return { rows: asked.length, rmse: Math.sqrt(average(errors.map((e) => e * e))), nll: average(densities) };
}
