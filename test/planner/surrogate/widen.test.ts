import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { fitGp } from '../../../planner/surrogate/fit-gp.js';
import { fitSurrogate } from '../../../planner/sources/fit-surrogate.js';
import { defaultPriors } from '../../../planner/surrogate/hyperparameters.js';
import type { StructuredGp } from '../../../planner/surrogate/structured-gp.js';
import { widenGp } from '../../../planner/surrogate/widen.js';

const rng = seededRng('widen');
const features = Array.from({ length: 12 }, () => Float64Array.of(rng.uniform(), rng.uniform()));
const values = features.map(([x, y]) => 40 + 9 * x! - 5 * y! ** 2 + 0.3 * rng.normal());
const points = Array.from({ length: 8 }, () => Float64Array.of(rng.uniform(), rng.uniform()));

describe('a model that is widened', () => {
  it('keeps its means and multiplies its standard deviations', () => {
    const gp = fitGp({ features, values, extraNoiseVariances: values.map(() => 0.04) });
    const wide = widenGp(gp, 3);
    const [before, after] = [gp.posterior(points), wide.posterior(points)];
    points.forEach((_, k) => {
      expect(after.mean[k]).toBeCloseTo(before.mean[k]!, 4);
      expect(after.variance[k]! / before.variance[k]!).toBeCloseTo(9, 2);
    });
    expect(wide.noiseVariance / gp.noiseVariance).toBeCloseTo(9, 2);
  });

  it('does the same to what it says of an unseen source', () => {
    const rows = features.map((row, k) => ({
      ...{ features: row, value: values[k]!, extraNoiseVariance: 0 },
      source: k % 2 === 0 ? 'here' : 'there',
    }));
    const gp = fitSurrogate(rows, { priors: defaultPriors(2), lowFidelity: new Set() }) as StructuredGp;
    const wide = widenGp(gp, 2) as StructuredGp;
    const [before, after] = [gp, wide].map((one) => one.measurement(points[0]!, { source: 'elsewhere' }));
    expect(after!.mean).toBeCloseTo(before!.mean, 3);
    for (const part of ['modelVariance', 'sourceVariance', 'noiseVariance'] as const)
      expect(after![part] / before![part]).toBeCloseTo(4, 1);
  });

  it('is the same model where the factor is one', () => {
    const gp = fitGp({ features, values });
    expect(widenGp(gp, 1)).toBe(gp);
  });
});
