import type { RecipeCode } from '../data/recipe-code.js';
import type { Tensor, Tf } from '../engine/tensorflow.js';
import { columns } from './layers.js';
import { softBound, withOwnSlope } from './own-slope.js';

/** Log variances on the scale of standardised values lie in -6 to 3. */
const LOG_VARIANCE_CENTRE = -1.5;
const LOG_VARIANCE_REACH = 4.5;
/** A fraction counts like the share among so many drawn units: about 10 % of scatter in an even mixture. */
export const SHARE_COUNTS = 20;
/** Takes the place of minus infinity in the logits of absent components. */
const ABSENT_LOGIT = 30;

const LOG_2_PI = Math.log(2 * Math.PI);

export function logVariance(tf: Tf, raw: Tensor): Tensor {
  return tf.add(softBound(tf, raw, LOG_VARIANCE_REACH), LOG_VARIANCE_CENTRE);
}

/** The same of one plain number. */
export function logVarianceOf(raw: number): number {
  return LOG_VARIANCE_CENTRE + LOG_VARIANCE_REACH * Math.tanh(raw / LOG_VARIANCE_REACH);
}

/** Negative log density of a Gaussian, elementwise. */
export function gaussianNll(tf: Tf, y: Tensor, mean: Tensor, logVar: Tensor): Tensor {
  const forward = (): [Tensor, Tensor, Tensor] => {
    const miss = tf.sub(y, mean);
    const pull = tf.mul(miss, tf.exp(tf.neg(logVar)));
    const square = tf.mul(miss, pull);
    return [tf.mul(0.5, tf.add(tf.add(square, logVar), LOG_2_PI)), pull, square];
  };
  return withOwnSlope(tf, [mean, logVar], forward, (dy, saved) => {
    const [pull, square] = saved as [Tensor, Tensor];
    return [tf.neg(tf.mul(dy, pull)), tf.mul(dy, tf.mul(0.5, tf.sub(1, square)))];
  });
}

/** Negative log likelihood of a chance given by its logit, elementwise; `y` in 0..1. */
export function bernoulliNll(tf: Tf, y: Tensor, logit: Tensor): Tensor {
  const forward = (): [Tensor, Tensor] => {
    return [tf.sub(softplus(tf, logit), tf.mul(y, logit)), tf.sub(tf.sigmoid(logit), y)];
  };
  return withOwnSlope(tf, [logit], forward, (dy, saved) => [tf.mul(dy, saved[0]!)]);
}

/** `ln(1 + exp(x))` without the slow kernel of the wasm backend. */
function softplus(tf: Tf, x: Tensor): Tensor {
  return tf.add(tf.relu(x), tf.log(tf.add(tf.exp(tf.neg(tf.abs(x))), 1)));
}

/**
 * Negative log likelihood of a recipe, `[M, R, 1]`: a gate for each component that may be absent, a multinomial over
 * those that are present, Gaussian numbers and categories.
 */
export function recipeNll(tf: Tf, code: RecipeCode, out: Tensor, data: Tensor): Tensor {
  const [asked, got] = [sectionsOf(tf, code, data), sectionsOf(tf, code, out)];
  const gates = got.gates && [gatesNll(tf, code, got.gates, asked.gates!)];
  const numbers = got.numbers && [
    sumLast(tf, gaussianNll(tf, asked.numbers!, got.numbers, logVariance(tf, got.variances!))),
  ];
  const present = asked.gates && tf.split(asked.gates, blockWidths(code), 2);
  return tf.addN([
    ...(gates ?? []),
    ...got.blocks.map((logits, b) => {
      const agreement = tf.mul(asked.blocks[b]!, shares(tf, logits, present![b]!));
      return tf.mul(-SHARE_COUNTS, sumLast(tf, agreement));
    }),
    ...(numbers ?? []),
    ...got.categories.map((logits, c) => {
      return tf.neg(sumLast(tf, tf.mul(asked.categories[c]!, tf.logSoftmax(logits))));
    }),
  ]);
}

/** What the columns of a recipe's data stand for, or of its decoder's outputs; the variances are of the latter alone. */
interface Sections {
  readonly gates: Tensor | undefined;
  readonly blocks: readonly Tensor[];
  readonly numbers: Tensor | undefined;
  readonly categories: readonly Tensor[];
  readonly variances: Tensor | undefined;
}

function sectionsOf(tf: Tf, code: RecipeCode, x: Tensor): Sections {
  const { fractionCount, numbers, categories, dataWidth } = code;
  const blocks = blockWidths(code);
  const levels = categories.map((one) => one.levels);
  const variances = x.shape[2]! > dataWidth ? numbers.length : 0;
  const parts = columns(tf, x, [fractionCount, ...blocks, numbers.length, ...levels, variances]);
  return {
    gates: parts[0],
    blocks: parts.slice(1, 1 + blocks.length) as Tensor[],
    numbers: parts[1 + blocks.length],
    categories: parts.slice(2 + blocks.length, -1) as Tensor[],
    variances: parts.at(-1),
  };
}

function blockWidths({ blocks }: RecipeCode): number[] {
  return blocks.map(({ first, end }) => end - first);
}

function gatesNll(tf: Tf, { optional, fractionCount }: RecipeCode, logits: Tensor, present: Tensor): Tensor {
  const mask = tf.tensor(optional, [1, 1, fractionCount]);
  return sumLast(tf, tf.mul(bernoulliNll(tf, present, logits), mask));
}

/** Log shares of the components of one block, with absent ones at about minus 30. */
function shares(tf: Tf, logits: Tensor, present: Tensor): Tensor {
  return tf.logSoftmax(tf.add(logits, tf.mul(tf.sub(present, 1), ABSENT_LOGIT)));
}

function sumLast(tf: Tf, x: Tensor): Tensor {
  return tf.sum(x, 2, true);
}
