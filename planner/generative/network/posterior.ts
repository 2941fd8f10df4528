import type { Tensor, Tf } from '../engine/tensorflow.js';
import { softBound } from './own-slope.js';

/** Diagonal Gaussians over the latent state: `[M, R, latent]` each, or `[D M, R, latent]` of all domains. */
export interface Gaussian {
  readonly mean: Tensor;
  readonly precision: Tensor;
}

/** Precisions of an expert lie between exp(-4) and exp(4) of the prior's. */
const PRECISION_BOUND = 4;

/** What each domain says of the latent state: `out` are the outputs `[D M, R, 2 latent]` of the encoders. */
export function expertsOf(tf: Tf, out: Tensor, latent: number): Gaussian {
  const [mean, raw] = tf.split(out, [latent, latent], 2) as [Tensor, Tensor];
  return { mean, precision: tf.exp(softBound(tf, raw, PRECISION_BOUND)) };
}

/**
 * The product of the standard normal prior and those experts whose domain was seen (Wu & Goodman, NeurIPS 2018):
 * precisions add, means are weighted by them. `seen` is `[D M, R, 1]` of 0 and 1.
 */
export function productOfExperts(tf: Tf, experts: Gaussian, seen: Tensor, domains: number): Gaussian {
  const overDomains = (x: Tensor): Tensor => tf.addN(tf.split(x, domains));
  const counted = tf.mul(experts.precision, seen);
  const precision = tf.add(overDomains(counted), 1);
  return { mean: tf.div(overDomains(tf.mul(experts.mean, counted)), precision), precision };
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
