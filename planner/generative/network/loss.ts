import type { Tensor } from '../engine/tensorflow.js';
import type { Network } from './layers.js';
import { allOf, columns, oneOf } from './layers.js';
import { bernoulliNll, gaussianNll, logVariance, recipeNll } from './likelihood.js';
import type { PassTensors } from './passes.js';
import type { Gaussian } from './posterior.js';
import { drawLatent, expertsOf, klToPrior, productOfExperts } from './posterior.js';

/** What the seen domains say of the latent state. */
export function posteriorOf(network: Network, { inputs, seen }: PassTensors): Gaussian {
  const { tf, shape } = network;
  const experts = expertsOf(tf, allOf(network, 'encode', inputs), shape.latent);
  return productOfExperts(tf, experts, seen, shape.code.domains.length);
}

/** The raw outputs of one domain's decoder, `[M, R, outputWidth]`, for latent states `z`. */
export function decode(network: Network, domain: number, z: Tensor, context: readonly Tensor[]): Tensor {
  return oneOf(network, 'decode', domain, joined(network, [z, ...context]));
}

/** Those of all decoders, `[D M, R, outputWidth]`. */
function decodeAll(network: Network, z: Tensor, context: readonly Tensor[]): Tensor {
  const { tf, shape } = network;
  const state = joined(network, [z, ...context]);
  return allOf(network, 'decode', tf.tile(state, [shape.code.domains.length, 1, 1]));
}

function joined({ tf }: Network, parts: readonly Tensor[]): Tensor {
  return parts.length === 1 ? parts[0]! : tf.concat([...parts], 2);
}

/**
 * Minus the evidence lower bound with one draw of the latent state, summed over members and rows: what was decoded,
 * weighted, and `klWeight` times the divergence from the prior. Members share nothing, so the gradient is each one's own.
 */
export function lossOf(network: Network, passes: PassTensors, klWeight: number): Tensor {
  const { tf } = network;
  const posterior = posteriorOf(network, passes);
  const z = drawLatent(tf, posterior, passes.noise);
  const out = decodeAll(network, z, passes.context);
  const divergence = tf.mul(klWeight, klToPrior(tf, posterior));
  return tf.addN([recipeLoss(network, out, passes), ...measuredLosses(network, out, passes), divergence]);
}

function recipeLoss({ tf, shape }: Network, out: Tensor, { recipes, recipeCounts }: PassTensors): Tensor {
  const first = tf.slice(out, 0, shape.members);
  return tf.sum(tf.mul(recipeNll(tf, shape.code.recipe, first, recipes), recipeCounts));
}

/** Every output is taken for a number and for a chance; what it is not does not count. */
function measuredLosses({ tf, shape }: Network, out: Tensor, passes: PassTensors): Tensor[] {
  const n = shape.stacks.valueWidth;
  const [first, raw] = columns(tf, out, [n, n]) as [Tensor, Tensor];
  const numbers = gaussianNll(tf, passes.values, first, logVariance(tf, raw));
  const chances = shape.code.domains.some(({ kind }) => kind === 'bernoulli')
    ? [tf.sum(tf.mul(bernoulliNll(tf, passes.values, first), passes.chanceCounts))]
    : [];
  return [tf.sum(tf.mul(numbers, passes.numberCounts)), ...chances];
}
