import type { Tensor, Tf } from '../engine/tensorflow.js';
import type { Network } from './layers.js';
import { columns, perceptron } from './layers.js';
import { softBound } from './dense.js';

/** A diagonal Gaussian over the latent state: `[M, R, latent]` each. */
export interface Gaussian {
  readonly mean: Tensor;
  readonly precision: Tensor;
}

/** Precisions of an expert lie between exp(-4) and exp(4) of the prior's. */
const PRECISION_BOUND = 4;

/** What one domain says of the latent state. `input` is `[M, R, inputs]`. */
export function expertOf(network: Network, domain: string, input: readonly Tensor[]): Gaussian {
  const { tf, shape } = network;
  const out = perceptron(network, `encode.${domain}`, input);
  const raw = columns(tf, out, shape.latent, 2 * shape.latent);
  return {
    mean: columns(tf, out, 0, shape.latent),
    precision: tf.exp(softBound(tf, raw, PRECISION_BOUND)),
  };
}

/**
 * The product of the standard normal prior and those experts whose domain was seen (Wu & Goodman, NeurIPS 2018):
 * precisions add, means are weighted by them. `seen` are `[M, R, 1]` of 0 and 1.
 */
export function productOfExperts(tf: Tf, experts: readonly Gaussian[], seen: readonly Tensor[]): Gaussian {
  const counted = experts.map(({ precision }, d) => tf.mul(precision, seen[d]!));
  const precision = tf.add(tf.addN(counted), 1);
  const pull = tf.addN(experts.map(({ mean }, d) => tf.mul(mean, counted[d]!)));
  return { mean: tf.div(pull, precision), precision };
}

/** Kullback-Leibler divergence from the standard normal prior, summed over everything. */
export function klToPrior(tf: Tf, { mean, precision }: Gaussian): Tensor {
  const each = tf.add(tf.add(tf.square(mean), tf.reciprocal(precision)), tf.log(precision));
  return tf.mul(0.5, tf.sum(tf.sub(each, 1)));
}

/** A draw with given standard normal noise `[M, R, latent]`. */
export function drawLatent(tf: Tf, { mean, precision }: Gaussian, noise: Tensor): Tensor {
  return tf.add(mean, tf.mul(noise, tf.rsqrt(precision)));
}
