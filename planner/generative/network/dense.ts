import type { Tensor, Tensor2D, Tf } from '../engine/tensorflow.js';
import { withOwnSlope } from './own-slope.js';

/**
 * How stacked networks are multiplied: one stacked product, or one plain product for each. The wasm backend
 * has a fast kernel for plain products of untransposed matrices only.
 */
export type DenseForm = 'stacked' | 'by-member';

/** `x w + b` for all of N networks: `[N, R, I] x [N, I, O] + [N, 1, O] = [N, R, O]`. */
export function dense(tf: Tf, form: DenseForm, x: Tensor, w: Tensor, b: Tensor): Tensor {
  return form === 'stacked' ? tf.add(tf.matMul(x, w), b) : tf.add(byMember(tf, x, w), b);
}

/** The product whose gradients are products of untransposed matrices too: `dX = dY W'`, `dW = X' dY`. */
function byMember(tf: Tf, x: Tensor, w: Tensor): Tensor {
  return withOwnSlope(
    tf,
    [x, w],
    () => [products(tf, x, w), x, w],
    (dy, saved) => {
      const [left, right] = saved.map((one) => tf.transpose(one, [0, 2, 1]));
      return [products(tf, dy, right!), products(tf, left!, dy)];
    },
  );
}

function products(tf: Tf, a: Tensor, b: Tensor): Tensor {
  const right = matrices(tf, b);
  return tf.stack(matrices(tf, a).map((matrix, m) => tf.matMul(matrix, right[m]!)));
}

/** Read once: the backend's own `unstack` copies the whole stack for each matrix of it. */
function matrices(tf: Tf, stack: Tensor): Tensor2D[] {
  const [count, rows, columns] = stack.shape as [number, number, number];
  const [values, size] = [stack.dataSync<'float32'>(), rows * columns];
  return Array.from({ length: count }, (_, m) =>
    tf.tensor2d(values.subarray(m * size, (m + 1) * size), [rows, columns]),
  );
}
