import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { fitSurrogate } from '../../../planner/sources/fit-surrogate.js';
import type { Limit } from '../../../planner/surrogate/censored-sites.js';
import { censoredSites, tiltedMoments } from '../../../planner/surrogate/censored-sites.js';
import { defaultPriors } from '../../../planner/surrogate/hyperparameters.js';

describe('a value of which only a limit is known', () => {
  it('has the moments that random draws have which keep to the limit', () => {
    for (const side of ['above', 'below'] as const) {
      const limit: Limit = { value: 0.7, side, noiseVariance: 0.2 };
      const rng = seededRng(side);
      const kept: number[] = [];
      for (let i = 0; i < 200_000; i++) {
        const latent = 0.2 + 0.9 * rng.normal();
        const measured = latent + Math.sqrt(0.2) * rng.normal();
        if (side === 'above' ? measured > 0.7 : measured < 0.7) kept.push(latent);
      }
      const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
      const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / kept.length;
      const moments = tiltedMoments(0.2, 0.81, limit);
      expect(Math.abs(moments.mean - mean)).toBeLessThan(0.012);
      expect(Math.abs(moments.variance - variance)).toBeLessThan(0.012);
    }
  });

  it('moves what is correlated with it as draws that keep to all limits do', () => {
    const sd = Math.sqrt(1 - 0.8 ** 2);
    const limits: Limit[] = [
      { value: 1, side: 'above', noiseVariance: 0.05 },
      { value: 0.4, side: 'above', noiseVariance: 0.05 },
    ];
    const rng = seededRng(1);
    const kept: [number, number][] = [];
    for (let i = 0; i < 300_000; i++) {
      const a = rng.normal();
      const b = 0.8 * a + sd * rng.normal();
      const spread = Math.sqrt(0.05);
      if (a + spread * rng.normal() > 1 && b + spread * rng.normal() > 0.4) kept.push([a, b]);
    }
    const meanOf = (k: 0 | 1): number => kept.reduce((sum, pair) => sum + pair[k], 0) / kept.length;
    const [first, second] = censoredSites(new Float64Array(2), Float64Array.of(1, 0.8, 0.8, 1), limits);
    // The posterior mean with both sites as measurements: K (K + S)^-1 m, for two points.
    const [s1, s2] = [1 + first!.variance, 1 + second!.variance];
    const determinant = s1 * s2 - 0.64;
    const w1 = (s2 * first!.value - 0.8 * second!.value) / determinant;
    const w2 = (s1 * second!.value - 0.8 * first!.value) / determinant;
    expect(Math.abs(w1 + 0.8 * w2 - meanOf(0))).toBeLessThan(0.015);
    expect(Math.abs(0.8 * w1 + w2 - meanOf(1))).toBeLessThan(0.015);
  });

  it('says next to nothing where the limit is far on the safe side', () => {
    const [site] = censoredSites(Float64Array.of(0), Float64Array.of(1), [
      { value: -9, side: 'above', noiseVariance: 0.01 },
    ]);
    expect(site!.variance).toBeGreaterThan(1e5);
  });

  it('teaches the model more than the limit taken for a value, and than nothing', () => {
    const rng = seededRng(2);
    const truth = (x: number): number => 2 * Math.sin(3 * x);
    const rows = Array.from({ length: 30 }, (_, i) => {
      const x = i / 29;
      const value = truth(x) + 0.05 * rng.normal();
      const stopped = value > 1.2;
      return {
        ...{ features: Float64Array.of(x), extraNoiseVariance: 0, value: stopped ? 1.2 : value },
        censored: stopped ? ('above' as const) : undefined,
      };
    });
    const top = [0.35, 0.45, 0.55, 0.65].map((x) => Float64Array.of(x));
    const error = (given: typeof rows): number => {
      const { mean } = fitSurrogate(given, { priors: defaultPriors(1), lowFidelity: new Set() }).posterior(
        top,
      );
      return top.reduce((sum, x, i) => sum + Math.abs(mean[i]! - truth(x[0]!)), 0);
    };
    const asLimits = error(rows);
    expect(asLimits).toBeLessThan(0.6 * error(rows.map((row) => ({ ...row, censored: undefined }))));
    expect(asLimits).toBeLessThan(error(rows.filter(({ censored }) => !censored)));
  });
});
