import type { Tensor, Tf } from '../engine/tensorflow.js';

/**
 * A function that brings its slope along. Chained together by the library it takes several times as many operations, each of which
 * costs more than its arithmetic.
 * @param forward the value, and everything that the slope needs: other tensors are gone when it is asked for
 * @param backward what changes of each input make of the result, from the slope `dy` of what follows
 */
export function withOwnSlope(
  tf: Tf,
  inputs: readonly Tensor[],
  forward: () => readonly [value: Tensor, ...saved: Tensor[]],
  backward: (dy: Tensor, saved: readonly Tensor[]) => Tensor[],
): Tensor {
  const f = tf.customGrad((...rest) => {
    const save = rest.at(-1) as unknown as (tensors: Tensor[]) => void;
    const [value, ...saved] = forward();
    save(saved);
    return { value, gradFunc: (dy: Tensor, kept: Tensor[]) => backward(dy, kept) };
  });
  return f(...inputs);
}

/** `x sigmoid(x)` (Elfwing, Uchibe, Doya 2018). */
export function silu(tf: Tf, x: Tensor): Tensor {
  const forward = (): [Tensor, Tensor, Tensor] => {
    const gate = tf.sigmoid(x);
    const value = tf.mul(x, gate);
    return [value, value, gate];
  };
  return withOwnSlope(tf, [x], forward, (dy, saved) => {
    const [value, gate] = saved as [Tensor, Tensor];
    return [tf.mul(dy, tf.add(gate, tf.mul(value, tf.sub(1, gate))))];
  });
}

/** `bound tanh(x / bound)`, by way of the sigmoid, which is the faster kernel. */
export function softBound(tf: Tf, x: Tensor, bound: number): Tensor {
  const forward = (): [Tensor, Tensor] => {
    const gate = tf.sigmoid(tf.mul(x, 2 / bound));
    return [tf.sub(tf.mul(gate, 2 * bound), bound), gate];
  };
  return withOwnSlope(tf, [x], forward, (dy, saved) => {
    const gate = saved[0]!;
    return [tf.mul(dy, tf.mul(tf.mul(gate, tf.sub(1, gate)), 4))];
  });
}
