import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { fitStructured } from '../../../planner/surrogate/fit-structured.js';
import { defaultPriors } from '../../../planner/surrogate/hyperparameters.js';
import { pooled } from '../../../planner/surrogate/pool-rows.js';
import type { SourcedRow } from '../../../planner/surrogate/structure.js';
import { StructuredGp } from '../../../planner/surrogate/structured-gp.js';
import { tagsOf } from '../../../planner/surrogate/structure.js';

const wave = (x: Float64Array): number => Math.sin(4 * x[0]!) + 0.5 * Math.cos(3 * x[1]!);

function cheapRows(count: number, seed: number): SourcedRow[] {
  const rng = seededRng(seed);
  return Array.from({ length: count }, () => {
    const features = Float64Array.of(rng.uniform(), rng.uniform());
    const value = wave(features) + 0.2 * features[0]! + 0.05 * rng.normal();
    return { features, value, extraNoiseVariance: 0, source: 'simulation' };
  });
}

describe('many rows of a cheap source, pooled', () => {
  it('give predictions within a third of a standard deviation of the exact ones, with honest variances', () => {
    const rng = seededRng(1);
    const high = Array.from({ length: 8 }, () => {
      const features = Float64Array.of(rng.uniform(), rng.uniform());
      return { features, value: wave(features), extraNoiseVariance: 1e-4, source: 'lab' };
    });
    const many = cheapRows(240, 2);
    const few = pooled(many, 80);
    const { hyperparameters, offset, unit, structure } = fitStructured([...high, ...few], {
      priors: defaultPriors(2),
      lowFidelity: new Set(['simulation']),
    });
    const given = (rows: readonly SourcedRow[]): StructuredGp =>
      new StructuredGp(
        {
          features: rows.map(({ features }) => features),
          values: Float64Array.from(rows, ({ value }) => (value - offset) / unit),
          extraNoise: Float64Array.from(rows, (row) => row.extraNoiseVariance / unit ** 2),
          tags: tagsOf(structure, rows),
        },
        hyperparameters,
        offset,
        unit,
        structure,
      );
    const exact = given([...high, ...many]);
    const compressed = given([...high, ...few]);
    const points = Array.from({ length: 200 }, () => Float64Array.of(rng.uniform(), rng.uniform()));
    const differences = points.map((x) => {
      const a = exact.standardised(x);
      const b = compressed.standardised(x);
      return { mean: (a.mean - b.mean) ** 2 / a.variance, variance: b.variance / a.variance };
    });
    const average = (pick: (one: (typeof differences)[number]) => number): number =>
      differences.reduce((sum, one) => sum + pick(one), 0) / differences.length;
    expect(few.length).toBe(80);
    expect(Math.sqrt(average(({ mean }) => mean))).toBeLessThan(0.33);
    expect(average(({ variance }) => variance)).toBeGreaterThan(0.9);
    expect(average(({ variance }) => variance)).toBeLessThan(1.6);
  });

  it('keep the sum of their values, weighted by how many each stands for', () => {
    const many = cheapRows(300, 3);
    const few = pooled(many, 40);
    const total = few.reduce((sum, { value, noiseShare }) => sum + value / noiseShare!, 0);
    expect(total).toBeCloseTo(
      many.reduce((sum, { value }) => sum + value, 0),
      8,
    );
  });

  it('are left alone where they are few, and where only a limit is known', () => {
    const few = cheapRows(10, 4);
    expect(pooled(few, 10)).toEqual(few);
    const cut = { ...few[0]!, censored: 'above' as const };
    expect(pooled([...cheapRows(50, 5), cut], 10)).toContain(cut);
  });
});
