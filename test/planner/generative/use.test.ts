import { beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import { seededRng } from '../../../core/rng.js';
import type { Table } from '../../../planner/generative/data/table.js';
import { rowsOf } from '../../../planner/generative/data/table.js';
import type { GenerativeModel } from '../../../planner/generative/generative-model.js';
import { train } from '../../../planner/generative/train.js';
import { layOut } from '../../../planner/space/layout.js';
import { reasonsOutside } from '../../../planner/space/membership.js';
import { toParameters } from '../../../planner/space/point.js';
import { SMALL_SCHEMA, SMALL_SETTINGS, SMALL_SPACE, smallTable, engineForTests } from './small.js';

const layout = layOut(SMALL_SPACE);
const table = smallTable(120, 60, 'use');
const fresh = smallTable(60, 60, 'fresh');

let model: GenerativeModel;
beforeAll(async () => {
  const engine = await engineForTests();
  const settings = { ...SMALL_SETTINGS, steps: 130, learningRate: 0.012, draws: 8 };
  ({ model } = await train(engine, SMALL_SCHEMA, table, { seed: 'use', clock: new ManualClock(), settings }));
});

const without = (rows: Table, ...names: string[]): Table => ({
  ...rows,
  values: Object.fromEntries(
    Object.entries(rows.values).map(([name, column]) => [
      name,
      names.includes(name) ? column.map(() => NaN) : column,
    ]),
  ),
});

function rmse(predicted: Float64Array, truth: Float64Array): number {
  return Math.sqrt(predicted.reduce((sum, value, k) => sum + (value - truth[k]!) ** 2, 0) / truth.length);
}

function spread(values: Float64Array): number {
  return rmse(
    values.map(() => values.reduce((sum, v) => sum + v, 0) / values.length),
    values,
  );
}

describe('predictions of fresh rows', () => {
  it('explain most of the life, from the recipe and from the impedance alone', async () => {
    const life = fresh.values['life']!;
    for (const given of [['recipe'], ['impedance'], ['recipe', 'impedance', 'outcome']]) {
      const { mean } = await model.predict(fresh, 'life', given);
      expect(rmse(mean, life)).toBeLessThan(0.6 * spread(life));
    }
  });

  it('have intervals that hold about as many lives as they say', async () => {
    const life = fresh.values['life']!;
    const { mean, aleatoric, epistemic } = await model.predict(fresh, 'life', ['recipe', 'impedance']);
    const z = mean.map((value, k) => (life[k]! - value) / Math.sqrt(aleatoric[k]! + epistemic[k]!));
    expect(z.reduce((sum, value) => sum + value * value, 0) / z.length).toBeLessThan(2);
    expect(z.reduce((sum, value) => sum + value * value, 0) / z.length).toBeGreaterThan(0.2);
  });

  it('split the variance of the mixture of the members and lose none of it', async () => {
    const { mean, aleatoric, epistemic, members } = await model.predict(fresh, 'life', ['recipe']);
    const n = mean.length;
    for (let k = 0; k < n; k++) {
      const own = Array.from({ length: members.count }, (_, m) => m * n + k);
      const second =
        own.reduce((sum, at) => sum + members.variance[at]! + members.mean[at]! ** 2, 0) / members.count;
      const total = second - mean[k]! ** 2;
      expect((aleatoric[k]! + epistemic[k]!) / total).toBeCloseTo(1, 3);
    }
  });

  it('do not depend on values that are hidden, nor on the value to be predicted', async () => {
    const open = await model.predict(fresh, 'life', ['recipe', 'life']);
    const hidden = await model.predict(without(fresh, 'life', 'impedance', 'outcome'), 'life');
    expect(open).toEqual(hidden);
  });

  it('of an outcome are chances, and of a row that knows nothing are wide', async () => {
    const { mean } = await model.predict(fresh, 'outcome');
    expect(mean.every((p) => p > 0 && p < 1)).toBe(true);
    const life = await model.predict(fresh, 'life', []);
    const informed = await model.predict(fresh, 'life', ['recipe', 'impedance']);
    const total = ({ aleatoric, epistemic }: typeof life): number => aleatoric[0]! + epistemic[0]!;
    expect(total(life)).toBeGreaterThan(total(informed));
  });

  it('of one quantity use the others of its row', async () => {
    const half = fresh.values['impedance']!.map((value, k) => (k % 2 === 0 ? value : NaN));
    const rows = { ...without(fresh, 'life', 'outcome'), values: { impedance: half } };
    const filled = await model.impute(rows);
    const transfer = (values: Float64Array): Float64Array => values.filter((_, k) => k % 2 === 1);
    const truth = transfer(fresh.values['impedance']!);
    expect(filled.values['impedance']![0]).toBe(half[0]);
    expect(rmse(transfer(filled.values['impedance']!), truth)).toBeLessThan(0.9 * spread(truth));
  });

  it('name a domain that the model does not have', async () => {
    await expect(model.predict(fresh, 'gas')).rejects.toThrow(/impedance, life, outcome to predict, got gas/);
  });
});

describe('sampled recipes', () => {
  it('lie in the space, on its steps, whatever is wanted', async () => {
    for (const life of [NaN, 500, 800, 5000]) {
      const points = await model.sample({ wanted: { life: [life] }, count: 40, rng: seededRng('s') });
      expect(points).toHaveLength(40);
      for (const u of points) expect(reasonsOutside(layout, toParameters(layout, u))).toEqual([]);
    }
  });

  it('for a long life have more of the component that gives it', async () => {
    const share = async (life: number): Promise<number> => {
      const points = await model.sample({ wanted: { life: [life] }, count: 60, rng: seededRng('t') });
      return points.reduce((sum, u) => sum + u[1]!, 0) / points.length;
    };
    expect(await share(720)).toBeGreaterThan((await share(520)) + 0.1);
  });

  it('are the same for the same stream of chance', async () => {
    const draw = (): ReturnType<GenerativeModel['sample']> =>
      model.sample({ wanted: { impedance: [30, NaN] }, count: 5, rng: seededRng('u') });
    expect(await draw()).toEqual(await draw());
  });
});

describe('novelty', () => {
  it('is higher where nothing was learned', async () => {
    const strange = rowsOf(table, [0, 1, 2, 3]);
    strange.recipes.forEach((_, k) => (strange.recipes[k] = [0.1, 0, 0, 0.9, 5, 1, 2][k % 7]!));
    const { ranks } = await model.novelty(strange);
    const { ranks: known } = await model.novelty(table);
    expect(Math.min(...ranks)).toBeGreaterThan(0.9);
    expect(known.reduce((sum, rank) => sum + rank, 0) / known.length).toBeCloseTo(0.5, 1);
  });
});
