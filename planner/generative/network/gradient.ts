import type { Internals } from '../engine/engine.js';
import type { Scalar, Tensor } from '../engine/tensorflow.js';
import { lossOf } from './loss.js';
import type { Passes } from './passes.js';
import { passTensors } from './passes.js';
import type { NetworkShape } from './shape.js';
import { byPart, toFlat, toTensors } from './weights.js';

export interface LossAndGradient {
  /** Over all members and rows. */
  readonly loss: number;
  readonly gradient: Float32Array;
}

/** The loss at flat weights and its slope over each of them. No tensor is left behind. */
export function lossAndGradient(
  { run, form }: Pick<Internals, 'run' | 'form'>,
  shape: NetworkShape,
  flat: Float32Array,
  passes: Passes,
  klWeight: number,
): Promise<LossAndGradient> {
  return run((tf) => {
    const rows = passTensors(tf, shape, passes);
    const f = (...tensors: Tensor[]): Scalar =>
      lossOf({ tf, form, shape, weights: byPart(shape, tensors) }, rows, klWeight) as Scalar;
    const { value, grads } = tf.valueAndGrads(f)(toTensors(tf, shape, flat));
    return { loss: value.dataSync()[0]!, gradient: toFlat(shape, grads) };
  });
}
