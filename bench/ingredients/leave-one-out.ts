/** How well models foretell mixtures with an ingredient that they have never seen. */
import { encode, encodingOf } from '../../planner/space/features.js';
import { layOut } from '../../planner/space/layout.js';
import { toVector } from '../../planner/space/point.js';
import { fitGp } from '../../planner/surrogate/fit-gp.js';
import { squaredDistance } from '../../planner/linalg/vector.js';
import { pointOf, spaceOf, type Code, type Mixture } from './mixture.js';

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
  const featuresOf = encoder(mixtures, code);
  const gp = fitGp({ features: known.map(featuresOf), values: known.map(({ value }) => value) });
  const { mean, variance } = gp.posterior(asked.map(featuresOf));
  const errors = asked.map(({ value }, k) => value - mean[k]!);
  const densities = errors.map((error, k) => {
    const spread = variance[k]! + gp.noiseVariance;
    return 0.5 * Math.log((2 * Math.PI * spread) / gp.unit ** 2) + error ** 2 / (2 * spread);
  });
  const average = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  return { rows: asked.length, rmse: Math.sqrt(average(errors.map((e) => e * e))), nll: average(densities) };
}

/** The planner's features of a mixture. */
function encoder(mixtures: readonly Mixture[], code: Code): (mixture: Mixture) => Float64Array {
  const space = spaceOf(mixtures, code);
  const encoding = encodingOf(layOut(space));
  return (mixture) => encode(encoding, toVector(encoding.layout, pointOf(space, mixture)));
}

/** Between two mixtures of all, per feature: lengthscale priors grow with the number of features and expect this to stay. */
export function meanSquaredDistance(
  mixtures: readonly Mixture[],
  code: Code,
): { readonly features: number; readonly perFeature: number } {
  const rows = mixtures.map(encoder(mixtures, code));
  const features = rows[0]!.length;
  const sum = rows.reduce((all, a) => all + rows.reduce((one, b) => one + squaredDistance(a, b), 0), 0);
  return { features, perFeature: sum / (rows.length * (rows.length - 1)) / features };
}
