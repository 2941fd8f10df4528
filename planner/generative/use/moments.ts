import { seededRng } from '../../../core/rng.js';
import type { Tensor, Tf } from '../engine/tensorflow.js';
import { columns } from '../network/layers.js';
import type { Network } from '../network/layers.js';
import { logVariance } from '../network/likelihood.js';
import { decode, posteriorOf } from '../network/loss.js';
import type { PassTensors } from '../network/passes.js';

/**
 * What each member says of the quantities of one domain, on the network's scale: `[members, rows, quantities]`. The
 * variance is that of the measurement plus that of the mean over latent states (law of total variance).
 */
export interface Moments {
  readonly mean: Float32Array;
  readonly noiseVariance: Float32Array;
  readonly latentVariance: Float32Array;
}

/** Standard normal draws in antithetic pairs, `[draws, latent]`: the same for every row, so that rows compare. */
export function latentDraws(draws: number, latent: number): Float32Array {
  const rng = seededRng('latent draws');
  const noise = new Float32Array(draws * latent);
  for (let s = 0; s + 1 < draws; s += 2) {
    for (let k = 0; k < latent; k++) {
      noise[s * latent + k] = rng.normal();
      noise[(s + 1) * latent + k] = -noise[s * latent + k]!;
    }
  }
  return noise;
}

/** Moments of the outputs of domain `domain` given what the passes show. `noise` as of `latentDraws`. */
export function momentsOf(
  network: Network,
  passes: PassTensors,
  domain: number,
  noise: Float32Array,
): Moments {
  const { tf, shape } = network;
  const draws = noise.length / shape.latent;
  const { mean, precision } = posteriorOf(network, passes);
  const [members, rows] = mean.shape as [number, number, number];
  const spread = tf.mul(tf.expandDims(tf.rsqrt(precision), 2), tf.tensor(noise, [1, 1, draws, shape.latent]));
  const z = tf.reshape(tf.add(tf.expandDims(mean, 2), spread), [members, rows * draws, shape.latent]);
  const context = passes.context.map((one) => repeated(tf, one, draws));
  const out = decode(network, domain, z, context);
  const [means, variances] = outputs(network, domain, out);
  const byDraw = (x: Tensor): Tensor => tf.reshape(x, [members, rows, draws, -1]);
  const { mean: centre, variance: latent } = tf.moments(byDraw(means), 2);
  return {
    mean: numbers(centre),
    noiseVariance: numbers(tf.mean(byDraw(variances), 2)),
    latentVariance: numbers(latent),
  };
}

/** Every row `times` times in a row. */
export function repeated(tf: Tf, x: Tensor, times: number): Tensor {
  const [members, rows, width] = x.shape as [number, number, number];
  return tf.reshape(tf.tile(tf.expandDims(x, 2), [1, 1, times, 1]), [members, rows * times, width]);
}

/** Mean and variance of each quantity; of a chance `p`: `p` and `p (1 - p)`. */
function outputs({ tf, shape }: Network, domain: number, out: Tensor): [Tensor, Tensor] {
  const { kind, dataWidth: n } = shape.code.domains[domain]!;
  const { valueWidth } = shape.stacks;
  const [first, , raw] = columns(tf, out, [n, valueWidth - n, n]);
  if (kind === 'gaussian') return [first!, tf.exp(logVariance(tf, raw!))];
  const p = tf.sigmoid(first!);
  return [p, tf.mul(p, tf.sub(1, p))];
}

function numbers(x: Tensor): Float32Array {
  return x.dataSync<'float32'>().slice();
}
