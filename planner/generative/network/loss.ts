import type { Tensor } from '../engine/tensorflow.js';
import type { Network } from './layers.js';
import { perceptron } from './layers.js';
import { domainNll, recipeNll } from './likelihood.js';
import type { PassTensors } from './passes.js';
import type { Gaussian } from './posterior.js';
import { drawLatent, expertOf, klToPrior, productOfExperts } from './posterior.js';

/** What the seen domains say of the latent state. */
export function posteriorOf(network: Network, passes: PassTensors): Gaussian {
  const experts = network.shape.code.domains.map(({ name }, d) =>
    expertOf(network, name, [passes.inputs[d]!, ...passes.source]),
  );
  return productOfExperts(network.tf, experts, passes.seen);
}

/** The raw outputs of one domain's decoder, `[M, R, outputWidth]`, for latent states `z`. */
export function decode(
  network: Network,
  domain: number,
  z: Tensor,
  { source, condition }: Pick<PassTensors, 'source' | 'condition'>,
): Tensor {
  const { name, kind } = network.shape.code.domains[domain]!;
  return perceptron(network, `decode.${name}`, [z, ...source, ...(kind === 'recipe' ? condition : [])]);
}

/**
 * Minus the evidence lower bound with one draw of the latent state, summed over members and rows: what was decoded,
 * weighted, and `klWeight` times the divergence from the prior. Members share nothing, so the gradient is each one's own.
 */
export function lossOf(network: Network, passes: PassTensors, klWeight: number): Tensor {
  const { tf, shape } = network;
  const posterior = posteriorOf(network, passes);
  const z = drawLatent(tf, posterior, passes.noise);
  const parts = shape.code.domains.map((domain, d) => {
    const out = decode(network, d, z, passes);
    const nll =
      domain.kind === 'recipe'
        ? recipeNll(tf, shape.code.recipe, out, passes.data[d]!)
        : domainNll(tf, domain, out, passes.data[d]!);
    return tf.sum(tf.mul(nll, passes.counts[d]!));
  });
  return tf.add(tf.addN(parts), tf.mul(klWeight, klToPrior(tf, posterior)));
}
