import type { Tensor, Tf } from '../engine/tensorflow.js';
import type { DenseForm } from './dense.js';
import { dense, silu } from './dense.js';
import type { NetworkShape } from './shape.js';
import type { Weights } from './weights.js';

/** A network in use: what every layer needs. */
export interface Network {
  readonly tf: Tf;
  readonly form: DenseForm;
  readonly shape: NetworkShape;
  readonly weights: Weights;
}

/** Two layers by the name of their weights: `[M, R, inputs]` to `[M, R, outputs]`. */
export function perceptron({ tf, form, weights }: Network, name: string, inputs: readonly Tensor[]): Tensor {
  const x = inputs.length === 1 ? inputs[0]! : tf.concat([...inputs], 2);
  const weight = (part: string): Tensor => weights.get(`${name}.${part}`)!;
  const hidden = silu(tf, dense(tf, form, x, weight('hidden'), weight('hiddenBias')));
  return dense(tf, form, hidden, weight('out'), weight('outBias'));
}

/** Columns `from` to `to` of the last axis. */
export function columns(tf: Tf, x: Tensor, from: number, to: number): Tensor {
  const [members, rows] = x.shape as [number, number, number];
  return tf.slice(x, [0, 0, from], [members, rows, to - from]);
}
