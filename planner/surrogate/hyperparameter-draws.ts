import { HYPERPARAMETER_DRAWS } from '../choices.js';
import type { Rng } from '../../core/rng.js';
import { PlannerError } from '../planner-error.js';
import { GaussianProcess, logMarginalLikelihood } from './gp.js';
import type { LogNormal, Priors } from './hyperparameters.js';
import { pack, packedPriors, unpack } from './hyperparameters.js';
import { StructuredGp } from './structured-gp.js';

interface Draw {
  /** `pack` of the hyperparameters. */
  readonly theta: Float64Array;
  readonly model: GaussianProcess;
  readonly logLikelihood: number;
}

/**
 * The same rows under lengthscales, signal and noise drawn from their posterior, from the fitted ones on: few rows fit many
 * lengthscales about equally well, and a model of the best alone is far too sure of itself. By elliptical slice sampling,
 * which has nothing to tune (Murray, Adams, MacKay, AISTATS 2010, 541). Of many rows the fitted ones are as good as known.
 * Biases and discrepancies keep their fitted variances: a few groups say little of them, and the mean of what their wide
 * prior leaves open is that of its far tail.
 */
export function drawHyperparameters(
  gp: GaussianProcess,
  priors: Priors,
  rng: Rng,
  count = HYPERPARAMETER_DRAWS.count(gp.rows.values.length),
): GaussianProcess[] {
  const { burnIn, mostRows } = HYPERPARAMETER_DRAWS;
  if (gp.rows.values.length > mostRows) return [gp];
  const normals = packedPriors(priors, gp.rows.features[0]!.length);
  const models: GaussianProcess[] = [];
  let draw = drawAt(gp, pack(gp.hyperparameters))!;
  for (let step = 0; step < burnIn + count; step++) {
    draw = nextDraw(gp, normals, draw, rng);
    if (step >= burnIn) models.push(draw.model);
  }
  return models;
}

/** A point of the ellipse through the last draw and one from the prior, drawn again nearer the last until it is likely enough. */
function nextDraw(gp: GaussianProcess, priors: readonly LogNormal[], last: Draw, rng: Rng): Draw {
  const other = priors.map(({ sd }) => sd * rng.normal());
  const least = last.logLikelihood + Math.log(1 - rng.uniform());
  let angle = 2 * Math.PI * rng.uniform();
  let [low, high] = [angle - 2 * Math.PI, angle];
  while (high - low > SMALLEST_ANGLE) {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const theta = last.theta.map(
      (value, k) => priors[k]!.mean + cos * (value - priors[k]!.mean) + sin * other[k]!,
    );
    const draw = drawAt(gp, theta);
    if (draw && draw.logLikelihood > least) return draw;
    if (angle < 0) low = angle;
    else high = angle;
    angle = low + (high - low) * rng.uniform();
  }
  return last;
}

/** Where rounding leaves nothing likely enough, the last draw stands. */
const SMALLEST_ANGLE = 1e-9;

/** Undefined where the covariance cannot be factored. */
function drawAt(gp: GaussianProcess, theta: Float64Array): Draw | undefined {
  try {
    const model = under(gp, theta);
    return { theta, model, logLikelihood: restrictedLogLikelihood(model) };
  } catch (error) {
    if (error instanceof PlannerError && error.fault === 'numerical') return undefined;
    throw error;
  }
}

function under(gp: GaussianProcess, theta: Float64Array): GaussianProcess {
  const { rows, offset, unit } = gp;
  if (!(gp instanceof StructuredGp)) return new GaussianProcess(rows, unpack(theta), offset, unit);
  const hyperparameters = { ...gp.hyperparameters, ...unpack(theta) };
  return new StructuredGp(gp.rows, hyperparameters, offset, unit, gp.structure);
}

/** Up to a constant, over every constant mean (Rasmussen and Williams, eq. 2.45). */
function restrictedLogLikelihood(model: GaussianProcess): number {
  const precision = model.conditioned.ones.reduce((sum, value) => sum + value, 0);
  return logMarginalLikelihood(model) - 0.5 * Math.log(precision);
}
