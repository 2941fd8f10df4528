import type { CodedTable } from '../data/code.js';
import type { Internals } from '../engine/engine.js';
import type { Tensor } from '../engine/tensorflow.js';
import type { Network } from '../network/layers.js';
import { networkOf } from '../network/layers.js';
import { recipeNll } from '../network/likelihood.js';
import { decode, posteriorOf } from '../network/loss.js';
import type { PassTensors } from '../network/passes.js';
import { passTensors } from '../network/passes.js';
import type { NetworkShape } from '../network/shape.js';
import { portions } from './rows.js';

/** The recipe alone is seen, and decoded without knowing any target. */
const RECIPE_ALONE = {
  sees: (domain: number) => domain === 0,
  weight: (domain: number) => (domain === 0 ? 1 : 0),
  given: () => false,
};

/**
 * How strange each recipe is to the ensemble, nats: what it costs to describe it by its latent state (divergence from
 * the prior) and to decode it from there, averaged over members. NaN for rows without a recipe.
 */
export async function noveltyScores(
  { run, form }: Internals,
  shape: NetworkShape,
  weights: Float32Array,
  table: CodedTable,
): Promise<Float32Array> {
  const scores = new Float32Array(table.rowCount);
  for (const { first, passes } of portions(shape, table, RECIPE_ALONE)) {
    const part = await run((tf) => {
      return scoreOf(networkOf({ tf, form }, shape, weights), passTensors(tf, shape, passes))
        .dataSync<'float32'>()
        .slice();
    });
    scores.set(part, first);
  }
  const width = shape.code.domains[0]!.valueWidth;
  return scores.map((score, row) => (table.domains[0]!.known[row * width] === 1 ? score : NaN));
}

function scoreOf(network: Network, passes: PassTensors): Tensor {
  const { tf, shape } = network;
  const posterior = posteriorOf(network, passes);
  const out = decode(network, 0, posterior.mean, passes.context);
  const nll = tf.squeeze(recipeNll(tf, shape.code.recipe, out, passes.recipes), [2]);
  const { mean, precision } = posterior;
  const divergence = tf.sum(tf.add(tf.add(tf.square(mean), tf.reciprocal(precision)), tf.log(precision)), 2);
  const cost = tf.add(nll, tf.mul(0.5, tf.sub(divergence, shape.latent)));
  return tf.mean(cost, 0);
}

/** Sorted scores of the recipes of a table. */
export async function knownNoveltyOf(
  engine: Internals,
  shape: NetworkShape,
  weights: Float32Array,
  table: CodedTable,
): Promise<Float32Array> {
  const scores = await noveltyScores(engine, shape, weights, table);
  return scores.filter((score) => !Number.isNaN(score)).sort();
}
