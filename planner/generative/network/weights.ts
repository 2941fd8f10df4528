import type { Rng } from '../../../core/rng.js';
import type { Tensor, Tf } from '../engine/tensorflow.js';
import type { Half, NetworkShape, Part, WeightShape } from './shape.js';

/** The stacks of all weights as tensors. */
export type Weights = Readonly<Record<Half, Readonly<Record<Part, Tensor>>>>;

/**
 * Fresh weights: normal with variance 1 / inputs (outputs a third of that spread, so that training starts near the
 * prior), biases 0. Each member has a stream of its own.
 */
export function initialWeights(shape: NetworkShape, rng: Rng): Float32Array {
  const flat = new Float32Array(shape.weightCount);
  const streams = Array.from({ length: shape.members }, (_, m) => rng.split(`member ${m}`));
  for (const weight of shape.weights) {
    if (isBias(weight)) continue;
    const sd = (weight.part === 'out' ? 0.3 : 1) / Math.sqrt(weight.shape[1]);
    streams.forEach((stream, m) => {
      const part = memberPart(flat, weight, m);
      for (let k = 0; k < part.length; k++) part[k] = sd * stream.normal();
    });
  }
  return flat;
}

/** The weights of one member in one array. */
export function memberPart(flat: Float32Array, { shape, offset }: WeightShape, member: number): Float32Array {
  const size = shape[1] * shape[2];
  return flat.subarray(offset + member * size, offset + (member + 1) * size);
}

/** Copies all weights of one member from one flat array to another. */
export function copyMember(shape: NetworkShape, from: Float32Array, to: Float32Array, member: number): void {
  for (const weight of shape.weights) {
    memberPart(to, weight, member).set(memberPart(from, weight, member));
  }
}

export function isBias({ part }: WeightShape): boolean {
  return part === 'hiddenBias' || part === 'outBias';
}

/** Tensors of a flat array, in the order of the stacks. */
export function toTensors(tf: Tf, { stacks }: NetworkShape, flat: Float32Array): Tensor[] {
  const { places, shapes, size } = stacks;
  const all = new Float32Array(size);
  for (let k = 0; k < flat.length; k++) all[places[k]!] = flat[k]!;
  return shapes.map(({ shape, offset }) => {
    const length = shape.reduce((product, n) => product * n, 1);
    return tf.tensor(all.slice(offset, offset + length), [...shape]);
  });
}

/** The flat array of what was computed of each stack, as `toTensors` would take it. */
export function toFlat({ stacks, weightCount }: NetworkShape, tensors: readonly Tensor[]): Float32Array {
  const all = new Float32Array(stacks.size);
  stacks.shapes.forEach(({ offset }, k) => {
    all.set(tensors[k]!.dataSync<'float32'>(), offset);
  });
  const flat = new Float32Array(weightCount);
  for (let k = 0; k < weightCount; k++) flat[k] = all[stacks.places[k]!]!;
  return flat;
}

export function byPart({ stacks }: NetworkShape, tensors: readonly Tensor[]): Weights {
  const of = (half: Half): Record<Part, Tensor> =>
    Object.fromEntries(
      stacks.shapes.flatMap((stack, k) => (stack.half === half ? [[stack.part, tensors[k]!]] : [])),
    ) as Record<Part, Tensor>;
  return { encode: of('encode'), decode: of('decode') };
}
