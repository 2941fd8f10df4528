import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../core/rng.js';
import { fitLoss } from '../../planner/loss-model.js';
import { predict } from '../../planner/models.js';
import { straightened } from '../../planner/straighten.js';
import { defaultPriors } from '../../planner/surrogate/hyperparameters.js';
import type { SourcedRow } from '../../planner/surrogate/structure.js';
import { FOR_SEARCH } from '../../planner/surrogate/warp.js';

const priors = defaultPriors(2);

function rowsOf(f: (x: number, y: number) => number, count = 30): SourcedRow[] {
  const rng = seededRng('places');
  return Array.from({ length: count }, () => {
    const [x, y] = [rng.uniform(), rng.uniform()];
    return { features: Float64Array.of(x, y), value: f(x, y), extraNoiseVariance: 0 };
  });
}

const waves = (x: number, y: number): number => Math.sin(5 * x) + Math.cos(4 * y);

describe('the scale on which losses are searched', () => {
  it('is their own where they are as smooth as a Gaussian process expects', () => {
    const rows = rowsOf(waves);
    expect(straightened(rows, priors, FOR_SEARCH).rows).toBe(rows);
  });

  it('is a bent one where they span decades, with the order of the losses', () => {
    const rows = rowsOf((x, y) => Math.exp(4 * waves(x, y)));
    const { rows: bent } = straightened(rows, priors, FOR_SEARCH);
    expect(bent).not.toBe(rows);
    const order = (some: readonly SourcedRow[]): number[] =>
      [...some.keys()].sort((a, b) => some[a]!.value - some[b]!.value);
    expect(order(bent)).toEqual(order(rows));
    const spread = (some: readonly SourcedRow[]): number => {
      const sorted = some.map(({ value }) => value).sort((a, b) => a - b);
      const [low, middle, high] = [sorted[0]!, sorted[15]!, sorted[29]!];
      return (middle - low) / (high - low);
    };
    expect(spread(bent)).toBeGreaterThan(5 * spread(rows));
  });

  it('is one before a cliff, on which the good fill more than its height', () => {
    const rows = rowsOf((x, y) => waves(x, y) + (x > 0.7 ? 1000 : 0));
    const { rows: bent } = straightened(rows, priors, FOR_SEARCH);
    const good = [...rows.keys()].filter((i) => rows[i]!.value < 500);
    const extent = (some: readonly SourcedRow[]): number => {
      const values = some.map(({ value }) => value);
      return Math.max(...values) - Math.min(...values);
    };
    expect(extent(good.map((i) => bent[i]!))).toBeGreaterThan(0.5 * extent(bent));
  });

  it('makes a stated uncertainty larger where it is steep', () => {
    const rows = rowsOf((x, y) => Math.exp(4 * waves(x, y))).map((row) => ({
      ...row,
      extraNoiseVariance: 0.01,
    }));
    const { rows: bent } = straightened(rows, priors, FOR_SEARCH);
    const at = (pick: 'min' | 'max'): SourcedRow => {
      const value = Math[pick](...bent.map((row) => row.value));
      return bent.find((row) => row.value === value)!;
    };
    expect(at('min').extraNoiseVariance).toBeGreaterThan(5 * at('max').extraNoiseVariance);
  });

  it('keeps limits limits, and asks nothing of a handful of rows', () => {
    const rows = rowsOf((x, y) => Math.exp(4 * waves(x, y))).map((row, i): SourcedRow => {
      return i < 5 ? { ...row, censored: 'above' } : row;
    });
    expect(straightened(rows, priors, FOR_SEARCH).rows.map(({ censored }) => censored)).toEqual(
      rows.map(({ censored }) => censored),
    );
    const few = rows.slice(0, 9);
    expect(straightened(few, priors, FOR_SEARCH).rows).toBe(few);
  });
});

describe('a loss model for a search', () => {
  const measured = rowsOf((x, y) => Math.exp(4 * waves(x, y))).map(({ features, value }) => {
    return { features, loss: value, sd: 0 };
  });
  const nothing = { failed: [], lowFidelity: new Set<string>() };
  const [plain, searched] = [fitLoss(measured, nothing), fitLoss(measured, nothing, { forSearch: true })];

  it('sees losses on the bent scale', () => {
    expect(searched.gp.unit).not.toBe(plain.gp.unit);
  });

  it('foretells on their own', () => {
    const [at] = measured;
    const told = [plain, searched].map((loss) => {
      return predict({ losses: [loss] }, [{ name: 'loss', direction: 'minimise' }], at!.features);
    });
    expect(told[1]).toEqual(told[0]);
  });

  it('leaves them where those of a cheap source that can be trusted are added up with them', () => {
    const context = { failed: [], lowFidelity: new Set(['simulation']) };
    const unitWith = (cheap: (loss: number) => number): number => {
      const values = measured.map((one) => ({ ...one, loss: cheap(one.loss), source: 'simulation' }));
      return fitLoss([...measured, ...values], context, { forSearch: true }).gp.unit;
    };
    const rng = seededRng('nothing alike');
    expect(unitWith((loss) => 0.9 * loss + 1)).toBe(plain.gp.unit);
    expect(unitWith(() => rng.normal())).toBe(searched.gp.unit);
  });
});
