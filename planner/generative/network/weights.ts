import type { Rng } from '../../../core/rng.js';
import type { Tensor, Tf } from '../engine/tensorflow.js';
import type { NetworkShape, WeightShape } from './shape.js';

/** The weights as tensors, by name. */
export type Weights = ReadonlyMap<string, Tensor>;

/**
 * Fresh weights: normal with variance 1 / inputs (outputs a third of that spread, so that training starts near the
 * prior), biases 0. Each member has a stream of its own.
 */
export function initialWeights(shape: NetworkShape, rng: Rng): Float32Array {
  const flat = new Float32Array(shape.weightCount);
  const streams = Array.from({ length: shape.members }, (_, m) => rng.split(`member ${m}`));
  for (const weight of shape.weights) {
    if (weight.name.endsWith('Bias')) continue;
    const sd = (weight.name.endsWith('.out') ? 0.3 : 1) / Math.sqrt(weight.shape[1]);
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

/** Tensors of a flat array, in the order of the shape. */
export function toTensors(tf: Tf, shape: NetworkShape, flat: Float32Array): Tensor[] {
  return shape.weights.map((weight) =>
    tf.tensor(flat.slice(weight.offset, weight.offset + sizeOf(weight)), [...weight.shape]),
  );
}

export function byName(shape: NetworkShape, tensors: readonly Tensor[]): Weights {
  return new Map(shape.weights.map(({ name }, k) => [name, tensors[k]!]));
}

function sizeOf({ shape }: WeightShape): number {
  return shape[0] * shape[1] * shape[2];
}
