import type { NetworkShape } from '../network/shape.js';
import { isBias, memberPart } from '../network/weights.js';

/** Weights and what the optimiser remembers, as plain arrays: nothing of a training lives in the engine. */
export interface OptimiserState {
  /** Steps taken. */
  step: number;
  readonly weights: Float32Array;
  readonly firstMoment: Float32Array;
  readonly secondMoment: Float32Array;
}

const DECAY_1 = 0.9;
const DECAY_2 = 0.999;
const EPSILON = 1e-8;
/** Gradients of a member that are longer than this are shortened to it. */
const LONGEST_GRADIENT = 10;

/** One step of Adam with decoupled weight decay (Loshchilov & Hutter, ICLR 2019). Biases do not decay. */
export function adamwStep(
  shape: NetworkShape,
  state: OptimiserState,
  gradient: Float32Array,
  { learningRate, weightDecay }: { learningRate: number; weightDecay: number },
): void {
  state.step++;
  const { weights, firstMoment, secondMoment } = state;
  const unbias1 = 1 / (1 - DECAY_1 ** state.step);
  const unbias2 = 1 / (1 - DECAY_2 ** state.step);
  for (let m = 0; m < shape.members; m++) shorten(shape, gradient, m);
  for (const weight of shape.weights) {
    const keep = isBias(weight) ? 1 : 1 - learningRate * weightDecay;
    const end = weight.offset + weight.shape.reduce((product, n) => product * n, 1);
    for (let k = weight.offset; k < end; k++) {
      const g = gradient[k]!;
      const first = (firstMoment[k] = DECAY_1 * firstMoment[k]! + (1 - DECAY_1) * g);
      const second = (secondMoment[k] = DECAY_2 * secondMoment[k]! + (1 - DECAY_2) * g * g);
      const move = (learningRate * first * unbias1) / (Math.sqrt(second * unbias2) + EPSILON);
      weights[k] = keep * weights[k]! - move;
    }
  }
}

function shorten(shape: NetworkShape, gradient: Float32Array, member: number): void {
  const parts = shape.weights.map((weight) => memberPart(gradient, weight, member));
  let square = 0;
  for (const part of parts) for (let k = 0; k < part.length; k++) square += part[k]! ** 2;
  const length = Math.sqrt(square);
  if (length <= LONGEST_GRADIENT) return;
  for (const part of parts) for (let k = 0; k < part.length; k++) part[k]! *= LONGEST_GRADIENT / length;
}

export function freshOptimiser(weights: Float32Array): OptimiserState {
  return {
    step: 0,
    weights,
    firstMoment: new Float32Array(weights.length),
    secondMoment: new Float32Array(weights.length),
  };
}
