import { beforeAll, describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import type { Schema } from '../../../planner/generative/data/domain.js';
import type { Internals } from '../../../planner/generative/engine/engine.js';
import { internalsOf } from '../../../planner/generative/engine/engine.js';
import type { Tensor } from '../../../planner/generative/engine/tensorflow.js';
import { allOf, networkOf, oneOf } from '../../../planner/generative/network/layers.js';
import { initialWeights, toFlat, toTensors } from '../../../planner/generative/network/weights.js';
import { DEFAULT_SETTINGS } from '../../../planner/generative/training/settings.js';
import { shapeOf } from '../../../planner/generative/training/trained.js';
import { engineForTests, normals, SMALL_SCHEMA, SMALL_SETTINGS } from './small.js';

const settings = { ...DEFAULT_SETTINGS, ...SMALL_SETTINGS };
const ALONE: Schema = { ...SMALL_SCHEMA, sources: ['robot'], domains: [SMALL_SCHEMA.domains[1]!] };
const ROWS = 3;

let engine: Internals;
beforeAll(async () => {
  engine = internalsOf(await engineForTests());
});

describe.each([
  ['of several domains and sources', SMALL_SCHEMA],
  ['of one domain and one source', ALONE],
])('stacked networks %s', (_, schema) => {
  const shape = shapeOf({ schema, settings });
  const { code, stacks, members } = shape;
  const flat = initialWeights(shape, seededRng('stacks'));

  it('have a place for each weight, and give back what was put there', async () => {
    expect(new Set(stacks.places).size).toBe(shape.weightCount);
    const back = await engine.run((tf) => toFlat(shape, toTensors(tf, shape, flat)));
    expect(back).toEqual(flat);
  });

  it('compute of each domain what its own network computes', async () => {
    const inputs = { encode: stacks.seenWidth + shape.sourceWidth, decode: stacks.shapes[4]!.shape[1] };
    for (const half of ['encode', 'decode'] as const) {
      const width = inputs[half];
      const values = normals(code.domains.length * members * ROWS * width, seededRng(half));
      const [together, apart] = await engine.run((tf) => {
        const network = networkOf({ tf, form: engine.form }, shape, flat);
        const x = tf.tensor(values, [code.domains.length * members, ROWS, width]);
        const alone = code.domains.map((_domain, d) =>
          oneOf(network, half, d, tf.slice(x, d * members, members)),
        );
        const numbers = (one: Tensor): number[] => [...one.dataSync<'float32'>()];
        return [numbers(allOf(network, half, x)), alone.flatMap(numbers)] as const;
      });
      expect(together).toHaveLength(apart.length);
      together.forEach((value, k) => {
        expect(value).toBeCloseTo(apart[k]!, 5);
      });
    }
  });

  it('show nothing where a domain has fewer outputs than the widest', async () => {
    const { shape: sizes, offset } = stacks.shapes.find(
      ({ half, part }) => half === 'decode' && part === 'outBias',
    )!;
    const outputs = new Set(stacks.places);
    const used = Array.from({ length: sizes[0] }, (_one, network) =>
      Array.from({ length: sizes[2] }, (_column, k) => outputs.has(offset + network * sizes[2] + k)),
    );
    code.domains.forEach(({ outputWidth }, d) => {
      expect(used[d * members]!.filter(Boolean)).toHaveLength(outputWidth);
    });
    const z = seededRng('z');
    const out = await engine.run((tf) => {
      const network = networkOf({ tf, form: engine.form }, shape, flat);
      const width = stacks.shapes[4]!.shape[1];
      const x = tf.tensor(normals(sizes[0] * width, z), [sizes[0], 1, width]);
      return [...allOf(network, 'decode', x).dataSync<'float32'>()];
    });
    used.flat().forEach((isUsed, k) => {
      if (!isUsed) expect(out[k]).toBe(0);
    });
  });
});
