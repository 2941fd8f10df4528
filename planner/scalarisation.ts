import { SUM_WEIGHT } from './choices.js';
import type { Rng } from '../core/rng.js';
import type { History } from './history.js';
import type { LossModel, MeasuredLoss } from './loss-model.js';
import { fitLoss } from './loss-model.js';

/**
 * One loss out of many objectives for one proposal: the augmented Chebyshev norm with random weights over losses scaled to
 * 0 to 1 (ParEGO: Knowles, IEEE Transactions on Evolutionary Computation 10 (2006) 50). Another proposal has other weights
 * and goes for another part of the front. What was not measured is taken from its own model.
 */
export function scalarised(
  history: History,
  losses: readonly LossModel[],
  replicateShare: number | undefined,
  rng: Rng,
): LossModel {
  const { measured } = history;
  const table = measured.map((point) =>
    losses.map(({ gp }, k) => point.losses[k] ?? guess(gp, point.features)),
  );
  const scales = losses.map((_, k) => scaleOf(table.map((row) => row[k]!.loss)));
  const weights = randomWeights(losses.length, rng);
  const rows = measured.map(({ features, source }, i): MeasuredLoss => {
    const scaled = table[i]!.map(({ loss, sd }, k) => ({
      loss: (loss - scales[k]!.min) / scales[k]!.extent,
      sd: sd / scales[k]!.extent,
    }));
    return { features, source, ...chebyshev(scaled, weights) };
  });
  return fitLoss(rows, history, { replicateShare });
}

interface Uncertain {
  readonly loss: number;
  readonly sd: number;
}

function guess(gp: LossModel['gp'], features: Float64Array): Uncertain {
  const { mean, variance } = gp.posterior([features]);
  return { loss: mean[0]!, sd: Math.sqrt(variance[0]!) };
}

function scaleOf(values: readonly number[]): { min: number; extent: number } {
  const min = Math.min(...values);
  return { min, extent: Math.max(...values) - min || 1 };
}

/** Uniform on the simplex. */
export function randomWeights(count: number, rng: Rng): number[] {
  const spacings = Array.from({ length: count }, () => -Math.log(1 - rng.uniform()));
  const sum = spacings.reduce((a, b) => a + b, 0);
  return spacings.map((spacing) => spacing / sum);
}

/** `max w_k y_k + 0.05 sum w_k y_k`, with the uncertainty that the terms hand on. */
export function chebyshev(scaled: readonly Uncertain[], weights: readonly number[]): Uncertain {
  const terms = scaled.map(({ loss }, k) => weights[k]! * loss);
  const largest = terms.indexOf(Math.max(...terms));
  const sds = scaled.map(({ sd }, k) => (SUM_WEIGHT + (k === largest ? 1 : 0)) * weights[k]! * sd);
  return {
    loss: terms[largest]! + SUM_WEIGHT * terms.reduce((a, b) => a + b, 0),
    sd: Math.hypot(...sds),
  };
}
