import type { DenseForm } from '../network/dense.js';
import { dense } from '../network/dense.js';
import { silu, softBound } from '../network/own-slope.js';
import type { Scalar, Tensor, Tf } from './tensorflow.js';

/** The loss below and the sum of its squared slopes at the small size. */
export const EXPECTED = { loss: 2.995086, slope: 1.849579 };
const TOLERANCE = 1e-4;

interface Problem {
  readonly members: number;
  readonly rows: number;
  readonly inputs: number;
  readonly hidden: number;
}

interface Wave {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const SMALL: Problem = { members: 2, rows: 6, inputs: 3, hidden: 4 };
/** About the size of one network of the model. */
const USUAL: Problem = { members: 5, rows: 216, inputs: 24, hidden: 48 };

/** One gradient with the kernels that training needs, against known numbers; throws when they differ. */
export function selfTest(tf: Tf, form: DenseForm): void {
  const { loss, slope } = trainingStep(tf, form, arraysOf(SMALL));
  if (near(loss, EXPECTED.loss) && near(slope, EXPECTED.slope)) return;
  throw new Error(
    `a known gradient came out wrong: loss ${loss} for ${EXPECTED.loss}, squared slope ${slope} for ${EXPECTED.slope}`,
  );
}

/** Milliseconds of one gradient of the usual size, the least of a few. */
export function measureStepMs(tf: Tf, form: DenseForm, nowMs: () => number): number {
  const arrays = arraysOf(USUAL);
  const times = Array.from({ length: 6 }, () => {
    const start = nowMs();
    trainingStep(tf, form, arrays);
    return nowMs() - start;
  });
  return Math.min(...times);
}

/** Numbers that need no random stream, `sin(k + seed)` over the entries: inputs, labels, weights and biases of two layers. */
export function arraysOf({ members: m, rows, inputs, hidden }: Problem): Wave[] {
  const shapes = [
    [m, rows, inputs],
    [m, rows, 3],
    [m, inputs, hidden],
    [m, 1, hidden],
    [m, hidden, 6],
    [m, 1, 6],
  ];
  return shapes.map((shape, seed) => ({ shape, values: wave(shape, seed + 1) }));
}

function wave(shape: readonly number[], seed: number): Float32Array {
  const length = shape.reduce((product, size) => product * size, 1);
  return Float32Array.from({ length }, (_, k) => Math.sin(k + seed));
}

/** Loss and sum of squared slopes over the weights of a small network. */
export function trainingStep(
  tf: Tf,
  form: DenseForm,
  arrays: readonly Wave[],
): { loss: number; slope: number } {
  return tf.tidy(() => {
    const [x, y, ...weights] = arrays.map(({ values, shape }) => tf.tensor(values, [...shape]));
    const { value, grads } = tf.valueAndGrads((...w) => lossOf(tf, form, x!, y!, w) as Scalar)(weights);
    const slope = grads.reduce((sum, grad) => sum + tf.sum(tf.square(grad)).dataSync()[0]!, 0);
    return { loss: value.dataSync()[0]!, slope };
  });
}

function lossOf(tf: Tf, form: DenseForm, x: Tensor, y: Tensor, w: readonly Tensor[]): Tensor {
  const hidden = silu(tf, dense(tf, form, x, w[0]!, w[1]!));
  const [mean, raw] = tf.split(dense(tf, form, hidden, w[2]!, w[3]!), 2, 2) as [Tensor, Tensor];
  const variance = tf.exp(softBound(tf, raw, 1));
  const gaussian = tf.mean(tf.add(tf.div(tf.square(tf.sub(y, mean)), variance), tf.log(variance)));
  const gates = tf.mean(tf.softplus(mean));
  return tf.add(tf.add(gaussian, gates), tf.neg(tf.mean(tf.logSoftmax(raw))));
}

function near(value: number, expected: number): boolean {
  return Math.abs(value - expected) <= TOLERANCE * Math.max(1, Math.abs(expected));
}
