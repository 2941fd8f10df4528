import type { Tensor, Tf } from '../engine/tensorflow.js';

/**
 * How the members of an ensemble are multiplied: one stacked product, or one plain product a member. The wasm backend
 * has a fast kernel for plain products of untransposed matrices only.
 */
export type DenseForm = 'stacked' | 'by-member';

/** `x w + b` for all members: `[M, R, I] x [M, I, O] + [M, 1, O] = [M, R, O]`. */
export function dense(tf: Tf, form: DenseForm, x: Tensor, w: Tensor, b: Tensor): Tensor {
  return form === 'stacked' ? tf.add(tf.matMul(x, w), b) : tf.add(byMember(tf, x, w), b);
}

/** The product whose gradients are products of untransposed matrices too: `dX = dY W'`, `dW = X' dY`. */
function byMember(tf: Tf, x: Tensor, w: Tensor): Tensor {
  const product = tf.customGrad((...inputs) => {
    const [a, b, save] = inputs as unknown as [Tensor, Tensor, (tensors: Tensor[]) => void];
    save([a, b]);
    return {
      value: products(tf, a, b),
      gradFunc: (dy, saved) => {
        const [left, right] = saved as [Tensor, Tensor];
        const grad = dy;
        return [
          products(tf, grad, tf.transpose(right, [0, 2, 1])),
          products(tf, tf.transpose(left, [0, 2, 1]), grad),
        ];
      },
    };
  });
  return product(x, w);
}

function products(tf: Tf, a: Tensor, b: Tensor): Tensor {
  const right = tf.unstack(b);
  return tf.stack(tf.unstack(a).map((matrix, m) => tf.matMul(matrix as never, right[m] as never)));
}

/** `x sigmoid(x)` (Elfwing, Uchibe, Doya 2018). */
export function silu(tf: Tf, x: Tensor): Tensor {
  return tf.mul(x, tf.sigmoid(x));
}

/** `bound tanh(x / bound)`, by way of the sigmoid, which is the faster kernel. */
export function softBound(tf: Tf, x: Tensor, bound: number): Tensor {
  return tf.sub(tf.mul(tf.sigmoid(tf.mul(x, 2 / bound)), 2 * bound), bound);
}
