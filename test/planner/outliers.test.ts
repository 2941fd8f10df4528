import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../core/rng.js';
import { OUTLIERS } from '../../planner/choices.js';
import { withoutOutliers, type Learned } from '../../planner/outliers.js';
import { fitSurrogate } from '../../planner/sources/fit-surrogate.js';
import { defaultPriors } from '../../planner/surrogate/hyperparameters.js';
import type { SourcedRow } from '../../planner/surrogate/structure.js';

const priors = defaultPriors(2);
const waves = (x: number, y: number): number => Math.sin(5 * x) + Math.cos(4 * y);

/** A smooth function with a little noise; `off` is added to the rows it names. */
function learnedOf(
  off: Readonly<Record<number, number>>,
  count = 30,
  change: Partial<SourcedRow> = {},
): Learned {
  const rng = seededRng('places');
  const rows = Array.from({ length: count }, (_, i): SourcedRow => {
    const [x, y] = [rng.uniform(), rng.uniform()];
    const value = waves(x, y) + 0.05 * rng.normal() + (off[i] ?? 0);
    return { features: Float64Array.of(x, y), value, extraNoiseVariance: 0, ...change };
  });
  return { rows, gp: fitSurrogate(rows, { priors, lowFidelity: new Set() }) };
}

const doubted = ({ rows }: Learned): number[] =>
  [...rows.keys()].filter((i) => rows[i]!.extraNoiseVariance > 0);

describe('losses that a search takes for duds', () => {
  it('are those far worse than all others foretell, with an uncertainty as large as they are off', () => {
    const heard = withoutOutliers(learnedOf({ 7: 3, 19: 4 }), priors);
    expect(doubted(heard)).toEqual([7, 19]);
    expect(Math.sqrt(heard.rows[7]!.extraNoiseVariance)).toBeCloseTo(3, 0);
    expect(Math.sqrt(heard.rows[19]!.extraNoiseVariance)).toBeCloseTo(4, 0);
  });

  it('leave the model what it would be without them', () => {
    const [clean, hit] = [learnedOf({}), learnedOf({ 7: 3, 19: 4 })];
    const places = clean.rows.map(({ features }) => features);
    const [truth, robust, plain] = [clean.gp, withoutOutliers(hit, priors).gp, hit.gp].map(
      (gp) => gp.posterior(places).mean,
    );
    const distance = (means: Float64Array): number =>
      Math.hypot(...means.map((value, i) => value - truth![i]!));
    expect(distance(robust!)).toBeLessThan(0.2 * distance(plain!));
  });

  it('are none where there are none', () => {
    const learned = learnedOf({});
    expect(withoutOutliers(learned, priors)).toBe(learned);
  });

  it('are never those far better than foretold: these are looked for', () => {
    for (const row of [3, 7, 11, 19, 23]) {
      expect(doubted(withoutOutliers(learnedOf({ [row]: -3 }), priors))).not.toContain(row);
    }
  });

  it('are a fifth of all at most', () => {
    const off = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [i, 3 + (i % 5)]));
    expect(doubted(withoutOutliers(learnedOf(off), priors)).length).toBeLessThanOrEqual(6);
  });

  it('are not asked for among limits, nor of many rows', () => {
    for (const learned of [
      learnedOf({ 7: 3 }, 12, { censored: 'above' }),
      learnedOf({ 7: 3 }, OUTLIERS.mostRows + 1),
    ]) {
      expect(withoutOutliers(learned, priors)).toBe(learned);
    }
  });
});
