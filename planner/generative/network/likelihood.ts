import type { DomainCode } from '../data/code.js';
import type { RecipeCode } from '../data/recipe-code.js';
import type { Tensor, Tf } from '../engine/tensorflow.js';
import { softBound } from './dense.js';
import { columns } from './layers.js';

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
  const square = tf.mul(tf.square(tf.sub(y, mean)), tf.exp(tf.neg(logVar)));
  return tf.mul(0.5, tf.add(tf.add(square, logVar), LOG_2_PI));
}

/** Negative log likelihood of a chance given by its logit; `y` in 0..1. */
export function bernoulliNll(tf: Tf, y: Tensor, logit: Tensor): Tensor {
  return tf.sub(softplus(tf, logit), tf.mul(y, logit));
}

/** `ln(1 + exp(x))` without the slow kernel of the wasm backend. */
function softplus(tf: Tf, x: Tensor): Tensor {
  return tf.add(tf.relu(x), tf.log(tf.add(tf.exp(tf.neg(tf.abs(x))), 1)));
}

/** Negative log likelihood `[M, R, quantities]` of a domain other than the recipe. */
export function domainNll(tf: Tf, { kind, dataWidth: n }: DomainCode, out: Tensor, data: Tensor): Tensor {
  if (kind === 'bernoulli') return bernoulliNll(tf, data, out);
  return gaussianNll(tf, data, columns(tf, out, 0, n), logVariance(tf, columns(tf, out, n, 2 * n)));
}

/**
 * Negative log likelihood of a recipe, `[M, R, 1]`: a gate for each component that may be absent, a multinomial over
 * those that are present, Gaussian numbers and categories.
 */
export function recipeNll(tf: Tf, code: RecipeCode, out: Tensor, data: Tensor): Tensor {
  const f = code.fractionCount;
  const parts: Tensor[] = [];
  if (f > 0) {
    const present = columns(tf, data, 0, f);
    const gates = bernoulliNll(tf, present, columns(tf, out, 0, f));
    parts.push(sumLast(tf, tf.mul(gates, tf.tensor(code.optional, [1, 1, f]))));
    for (const { first, end } of code.blocks) {
      const here = columns(tf, present, first, end);
      const logShares = shares(tf, columns(tf, out, f + first, f + end), here);
      const agreement = tf.mul(columns(tf, data, f + first, f + end), logShares);
      parts.push(tf.mul(-SHARE_COUNTS, sumLast(tf, agreement)));
    }
  }
  parts.push(...numbersNll(tf, code, out, data), ...categoriesNll(tf, code, out, data));
  return tf.addN(parts);
}

/** Log shares of the components of one block, with absent ones at about minus 30. */
export function shares(tf: Tf, logits: Tensor, present: Tensor): Tensor {
  return tf.logSoftmax(tf.add(logits, tf.mul(tf.sub(present, 1), ABSENT_LOGIT)));
}

function numbersNll(tf: Tf, code: RecipeCode, out: Tensor, data: Tensor): Tensor[] {
  const n = code.numbers.length;
  if (n === 0) return [];
  const at = 2 * code.fractionCount;
  const logVar = logVariance(tf, columns(tf, out, code.dataWidth, code.dataWidth + n));
  const each = gaussianNll(tf, columns(tf, data, at, at + n), columns(tf, out, at, at + n), logVar);
  return [sumLast(tf, each)];
}

function categoriesNll(tf: Tf, code: RecipeCode, out: Tensor, data: Tensor): Tensor[] {
  let at = 2 * code.fractionCount + code.numbers.length;
  return code.categories.map(({ levels }) => {
    const [from, to] = [at, (at += levels)];
    const logChance = tf.logSoftmax(columns(tf, out, from, to));
    return tf.neg(sumLast(tf, tf.mul(columns(tf, data, from, to), logChance)));
  });
}

function sumLast(tf: Tf, x: Tensor): Tensor {
  return tf.sum(x, 2, true);
}
