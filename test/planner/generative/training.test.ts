import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Clock } from '../../../core/clock.js';
import { ManualClock } from '../../../core/clock.js';
import { dataHash } from '../../../planner/generative/data/table.js';
import type { Engine } from '../../../planner/generative/engine/engine.js';
import { internalsOf } from '../../../planner/generative/engine/engine.js';
import { GenerativeModel } from '../../../planner/generative/generative-model.js';
import type { TrainOptions } from '../../../planner/generative/train.js';
import { train } from '../../../planner/generative/train.js';
import { PlannerError } from '../../../planner/planner-error.js';
import { SMALL_SCHEMA, SMALL_SETTINGS, smallTable, engineForTests } from './small.js';

const table = smallTable(60, 30, 'training');
const options: TrainOptions = { seed: 'a', clock: new ManualClock(), settings: SMALL_SETTINGS };

let engine: Engine;
let model: GenerativeModel;
let checkpoint: Uint8Array;
const losses: number[] = [];
beforeAll(async () => {
  engine = await engineForTests();
  const onProgress: TrainOptions['onProgress'] = (progress) => {
    losses.push(progress.loss);
    if (progress.step === 40) checkpoint = progress.checkpoint();
  };
  ({ model } = await train(engine, SMALL_SCHEMA, table, { ...options, onProgress }));
});

describe('training', () => {
  it('lowers the loss and says how it goes', () => {
    expect(losses).toHaveLength(3);
    expect(losses[2]!).toBeLessThan(losses[0]!);
  });

  it('goes on from a checkpoint with the steps that it would have taken', async () => {
    const resumed = await train(engine, SMALL_SCHEMA, table, { ...options, resume: checkpoint });
    expect([...resumed.model.trained.weights]).toEqual([...model.trained.weights]);
    expect(resumed).toMatchObject({ steps: 60, ended: 'steps' });
  });

  it('with another seed gives other weights, and other weights to each member', async () => {
    const settings = { ...SMALL_SETTINGS, steps: 1 };
    const [one, two] = [
      (await train(engine, SMALL_SCHEMA, table, { ...options, settings })).model.trained.weights,
      (await train(engine, SMALL_SCHEMA, table, { ...options, settings, seed: 'b' })).model.trained.weights,
    ];
    expect([...one]).not.toEqual([...two]);
    expect([...one.subarray(0, 20)]).not.toEqual([...one.subarray(one.length - 20)]);
  });

  it('ends at its deadline with what was learned, and by an abort with an error', async () => {
    let ticks = 0;
    const clock: Clock = { now: () => 0, monotonic: () => (ticks += 1000), sleep: () => Promise.resolve() };
    const { ended, steps } = await train(engine, SMALL_SCHEMA, table, {
      ...options,
      clock,
      deadlineMs: 5500,
    });
    expect(ended).toBe('deadline');
    expect(steps).toBeLessThan(7);
    const signal = AbortSignal.abort();
    const stopped = train(engine, SMALL_SCHEMA, table, { ...options, signal });
    await expect(stopped).rejects.toMatchObject({ fault: 'aborted' });
  });

  it('starts warm from a model and refuses one of another shape', async () => {
    const settings = { steps: 0 };
    const more = smallTable(70, 35, 'more');
    const warm = await train(engine, SMALL_SCHEMA, more, { ...options, settings, warmStart: model });
    expect([...warm.model.trained.weights]).toEqual([...model.trained.weights]);
    expect(warm.model.trained.scaling).toEqual(model.trained.scaling);
    const other = train(engine, SMALL_SCHEMA, more, {
      ...options,
      settings: { hidden: 7 },
      warmStart: model,
    });
    await expect(other).rejects.toThrow(/same schema and sizes/);
  });

  it('leaves no tensor behind over epochs', async () => {
    const { tf } = internalsOf(engine);
    const counts: number[] = [];
    const onProgress = (): number => counts.push(tf.memory().numTensors);
    const settings = { ...SMALL_SETTINGS, steps: 15, evaluateEvery: 5 };
    await train(engine, SMALL_SCHEMA, table, { ...options, settings, onProgress });
    expect(new Set(counts).size).toBe(1);
  });
});

describe('a stored model', () => {
  it('predicts as it did before', async () => {
    const again = GenerativeModel.load(engine, model.save(), dataHash(SMALL_SCHEMA, table));
    const given = ['recipe', 'impedance'];
    expect(await again.predict(table, 'life', given)).toEqual(await model.predict(table, 'life', given));
  });

  it('of other data is refused by name, and so is a training of other data', async () => {
    const other = smallTable(60, 30, 'other');
    const hash = dataHash(SMALL_SCHEMA, other);
    expect(() => GenerativeModel.load(engine, model.save(), hash)).toThrow(
      /was trained on data .*train again/,
    );
    const resumed = train(engine, SMALL_SCHEMA, other, { ...options, resume: checkpoint });
    await expect(resumed).rejects.toThrow(/was trained on data/);
  });

  it('that is damaged anywhere, cut off, or a training under way is refused', () => {
    const bytes = model.save();
    for (const at of [0, 30, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const bad = bytes.slice();
      bad[at]! ^= 1;
      expect(() => GenerativeModel.load(engine, bad)).toThrow(PlannerError);
    }
    for (const length of [0, 10, bytes.length - 1]) {
      expect(() => GenerativeModel.load(engine, bytes.slice(0, length))).toThrow(/cannot be read/);
    }
    expect(() => GenerativeModel.load(engine, checkpoint)).toThrow(
      /expected a stored model, got a stored training/,
    );
  });
});
