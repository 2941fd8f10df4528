import type { Tensor, Tf } from '../engine/tensorflow.js';
import type { DenseForm } from './dense.js';
import { dense } from './dense.js';
import { silu } from './own-slope.js';
import type { Half, NetworkShape, Part } from './shape.js';
import type { Weights } from './weights.js';
import { byPart, toTensors } from './weights.js';

/** A network in use: what every layer needs. */
export interface Network {
  readonly tf: Tf;
  readonly form: DenseForm;
  readonly shape: NetworkShape;
  readonly weights: Weights;
}

/** The networks with the weights of a flat array. */
export function networkOf(
  { tf, form }: Pick<Network, 'tf' | 'form'>,
  shape: NetworkShape,
  flat: Float32Array,
): Network {
  return { tf, form, shape, weights: byPart(shape, toTensors(tf, shape, flat)) };
}

/** The encoders or decoders of all domains: `[D M, R, inputs]` to `[D M, R, outputs]`. */
export function allOf({ tf, form, weights }: Network, half: Half, x: Tensor): Tensor {
  return perceptron(tf, form, weights[half], x);
}

/** That of one domain alone: `[M, R, inputs]` to `[M, R, outputs]`. */
export function oneOf(
  { tf, form, weights, shape: { members } }: Network,
  half: Half,
  domain: number,
  x: Tensor,
): Tensor {
  const own = (stack: Tensor): Tensor => tf.slice(stack, domain * members, members);
  const { hidden, hiddenBias, out, outBias } = weights[half];
  const parts = { hidden: own(hidden), hiddenBias: own(hiddenBias), out: own(out), outBias: own(outBias) };
  return perceptron(tf, form, parts, x);
}

function perceptron(tf: Tf, form: DenseForm, weights: Readonly<Record<Part, Tensor>>, x: Tensor): Tensor {
  const hidden = silu(tf, dense(tf, form, x, weights.hidden, weights.hiddenBias));
  return dense(tf, form, hidden, weights.out, weights.outBias);
}

/** The first columns of the last axis in parts of these widths; none for a part of width 0. */
export function columns(tf: Tf, x: Tensor, widths: readonly number[]): (Tensor | undefined)[] {
  const rest = x.shape[2]! - widths.reduce((sum, width) => sum + width, 0);
  const parts = tf.split(
    x,
    [...widths, rest].filter((width) => width > 0),
    2,
  );
  let next = 0;
  return widths.map((width) => (width > 0 ? parts[next++] : undefined));
}
