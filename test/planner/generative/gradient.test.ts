import { beforeAll, describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { codeTable } from '../../../planner/generative/data/code.js';
import { scalingOf } from '../../../planner/generative/data/scaling.js';
import type { Internals } from '../../../planner/generative/engine/engine.js';
import { internalsOf } from '../../../planner/generative/engine/engine.js';
import { lossAndGradient } from '../../../planner/generative/network/gradient.js';
import { initialWeights } from '../../../planner/generative/network/weights.js';
import { drawBatch } from '../../../planner/generative/training/batch.js';
import { dealRows } from '../../../planner/generative/training/folds.js';
import { DEFAULT_SETTINGS } from '../../../planner/generative/training/settings.js';
import { shapeOf } from '../../../planner/generative/training/trained.js';
import { SMALL_SCHEMA, SMALL_SETTINGS, smallTable, engineForTests } from './small.js';

const settings = { ...DEFAULT_SETTINGS, ...SMALL_SETTINGS, batch: 8, hidden: 5 };
const shape = shapeOf({ schema: SMALL_SCHEMA, settings });
const rng = seededRng('gradient');
const table = smallTable(20, 12, 'gradient');
const coded = codeTable(shape.code, scalingOf(SMALL_SCHEMA, table), table);
const members = dealRows(shape.code, coded, table.groups, settings, rng);
const passes = drawBatch({ shape, table: coded, members, settings }, rng.split('batch'));
const flat = initialWeights(shape, rng).map((weight) => weight + 0.05 * rng.normal());

let engine: Internals;
beforeAll(async () => {
  engine = internalsOf(await engineForTests());
});

describe('the loss of the generative model', () => {
  it('has the slope that central differences give, along random directions and along single weights', async () => {
    const { gradient } = await lossAndGradient(engine, shape, flat, passes, 0.2);
    const single = (k: number): Float32Array =>
      new Float32Array(flat.length).map((_, i) => (i === k ? 1 : 0));
    const some = shape.weights.map(({ offset }) => single(offset + Math.floor(3 * rng.uniform())));
    const directions = [...Array.from({ length: 6 }, () => flat.map(() => rng.normal() / 20)), ...some];
    const size = Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0));
    for (const direction of directions) {
      const at = async (step: number): Promise<number> =>
        (
          await lossAndGradient(
            engine,
            shape,
            flat.map((w, k) => w + step * direction[k]!),
            passes,
            0.2,
          )
        ).loss;
      const difference = ((await at(5e-3)) - (await at(-5e-3))) / 1e-2;
      const slope = direction.reduce((sum, d, k) => sum + d * gradient[k]!, 0);
      expect(Math.abs(slope - difference)).toBeLessThan(2e-4 * size);
    }
  });

  it('is the same in every form of the products', async () => {
    const plain = await lossAndGradient({ ...engine, form: 'stacked' }, shape, flat, passes, 0.2);
    const byMember = await lossAndGradient({ ...engine, form: 'by-member' }, shape, flat, passes, 0.2);
    expect(byMember.loss).toBeCloseTo(plain.loss, 2);
    plain.gradient.forEach((g, k) => {
      expect(Math.abs(g - byMember.gradient[k]!)).toBeLessThan(1e-3 + 1e-4 * Math.abs(g));
    });
  });

  it('leaves no tensor behind', async () => {
    const before = engine.tf.memory().numTensors;
    for (let epoch = 0; epoch < 3; epoch++) await lossAndGradient(engine, shape, flat, passes, 0.2);
    expect(engine.tf.memory().numTensors).toBe(before);
  });

  it('of one member does not depend on the weights of another', async () => {
    const first = shape.weights[0]!;
    const half = first.shape[1] * first.shape[2];
    const moved = flat.map((w, k) => (k >= first.offset + half && k < first.offset + 2 * half ? w + 1 : w));
    const before = await lossAndGradient(engine, shape, flat, passes, 0.2);
    const after = await lossAndGradient(engine, shape, moved, passes, 0.2);
    expect(after.loss).not.toBeCloseTo(before.loss, 2);
    const part = (gradient: Float32Array): number[] => [
      ...gradient.subarray(first.offset, first.offset + half),
    ];
    expect(part(after.gradient)).toEqual(part(before.gradient));
  });
});
