import { RECALIBRATION } from '../choices.js';
import { mean } from '../backtest/statistics.js';
import type { Forecast } from '../calibration/forecast.js';
import { widenLoss, type LossModel } from '../loss-model.js';
import { GaussianProcess } from '../surrogate/gp.js';
import { StructuredGp } from '../surrogate/structured-gp.js';

/**
 * How much of their distance from `centre` held-out results kept of what was foretold: the slope of results over
 * predictions, shrunk to 1 as if `RECALIBRATION.prior` further forecasts had been right, and never above it. A search for the best
 * finds the places where a model overshoots, and wider intervals alone leave the chance above a half there.
 */
export function regressionSlope(forecasts: readonly Forecast[], centre: number): number {
  const { prior } = RECALIBRATION;
  const n = forecasts.length;
  if (n === 0) return 1;
  const square = mean(forecasts.map((one) => (one.mean - centre) ** 2));
  const product = mean(forecasts.map((one) => (one.mean - centre) * (one.value - centre)));
  if (!(square > 0)) return 1;
  return Math.min(1, Math.max(0, (n * product + prior * square) / ((n + prior) * square)));
}

/** The forecasts with their means drawn to the centre. */
export function drawnTogether<F extends Forecast>(
  forecasts: readonly F[],
  centre: number,
  slope: number,
): F[] {
  return forecasts.map((one) => ({ ...one, mean: centre + slope * (one.mean - centre) }));
}

/** The same beliefs with every mean `slope` times as far from that of the results, and standard deviations as they were. */
export function regressed(loss: LossModel, slope: number): LossModel {
  const least = Math.max(slope, LEAST_SLOPE);
  if (least === 1) return loss;
  const { gp } = loss;
  const unit = least * gp.unit;
  const nearer =
    gp instanceof StructuredGp
      ? new StructuredGp(gp.rows, gp.hyperparameters, gp.offset, unit, gp.structure)
      : new GaussianProcess(gp.rows, gp.hyperparameters, gp.offset, unit);
  const about = { gp: nearer, typicalSd: least * loss.typicalSd, foretelling: () => [nearer] };
  return widenLoss({ ...loss, ...about }, 1 / least);
}

/** A model that knows nothing keeps a trace of what it thinks. */
const LEAST_SLOPE = 0.05;
