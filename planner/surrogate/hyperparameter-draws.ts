import { HYPERPARAMETER_DRAWS } from '../choices.js';
import type { Rng } from '../../core/rng.js';
import { logDeterminant } from '../linalg/cholesky.js';
import { dot } from '../linalg/vector.js';
import { PlannerError } from '../planner-error.js';
import { GaussianProcess } from './gp.js';
import type { LogNormal, Priors } from './hyperparameters.js';
import { pack, packedPriors, unpack } from './hyperparameters.js';
import { StructuredGp } from './structured-gp.js';
import type { Prior } from './structured-hyperparameters.js';
import {
  negativeLogPrior,
  packStructured,
  structuredPriors,
  unpackStructured,
} from './structured-hyperparameters.js';

/** A model's hyperparameters as one vector. */
interface Packed {
  readonly theta: Float64Array;
  readonly priors: readonly Prior[];
  /** The same rows under others. */
  readonly under: (theta: Float64Array) => GaussianProcess;
}

interface Draw {
  readonly theta: Float64Array;
  readonly model: GaussianProcess;
  readonly logLikelihood: number;
}

/**
 * The same rows under hyperparameters drawn from their posterior, from the fitted ones on: few rows fit many lengthscales
 * about equally well, and a model of the best alone is far too sure of itself. By elliptical slice sampling, which has
 * nothing to tune (Murray, Adams, MacKay, AISTATS 2010, 541). Of many rows the fitted ones are as good as known.
 */
export function drawHyperparameters(gp: GaussianProcess, priors: Priors, rng: Rng): GaussianProcess[] {
  const { burnIn, count, mostRows } = HYPERPARAMETER_DRAWS;
  if (gp.rows.values.length > mostRows) return [gp];
  const packed = packedOf(gp, priors);
  const models: GaussianProcess[] = [];
  let draw = drawAt(packed, packed.theta)!;
  for (let step = 0; step < burnIn + count; step++) {
    draw = nextDraw(packed, draw, rng);
    if (step >= burnIn) models.push(draw.model);
  }
  return models;
}

function packedOf(gp: GaussianProcess, priors: Priors): Packed {
  const { rows, offset, unit } = gp;
  const d = rows.features[0]!.length;
  if (gp instanceof StructuredGp) {
    const { structure } = gp;
    return {
      theta: packStructured(gp.hyperparameters),
      priors: structuredPriors(priors, d, structure),
      under: (theta) =>
        new StructuredGp(gp.rows, unpackStructured(theta, d, structure), offset, unit, structure),
    };
  }
  return {
    theta: pack(gp.hyperparameters),
    priors: packedPriors(priors, d),
    under: (theta) => new GaussianProcess(rows, unpack(theta), offset, unit),
  };
}

/** A point of the ellipse through the last draw and one from the prior, drawn again nearer the last until it is likely enough. */
function nextDraw(packed: Packed, last: Draw, rng: Rng): Draw {
  const centres = packed.priors.map(normalOf);
  const other = centres.map(({ sd }) => sd * rng.normal());
  const least = last.logLikelihood + Math.log(1 - rng.uniform());
  let angle = 2 * Math.PI * rng.uniform();
  let [low, high] = [angle - 2 * Math.PI, angle];
  while (high - low > SMALLEST_ANGLE) {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const theta = last.theta.map(
      (value, k) => centres[k]!.mean + cos * (value - centres[k]!.mean) + sin * other[k]!,
    );
    const draw = drawAt(packed, theta);
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
function drawAt({ priors, under }: Packed, theta: Float64Array): Draw | undefined {
  try {
    const model = under(theta);
    const correction = priors.reduce((sum, prior, k) => sum + beyondNormal(prior, theta[k]!), 0);
    return { theta, model, logLikelihood: restrictedLogLikelihood(model) + correction };
  } catch (error) {
    if (error instanceof PlannerError && error.fault === 'numerical') return undefined;
    throw error;
  }
}

/** The ellipses want a normal prior: of another kind, one that is as wide, and the rest counts as likelihood. */
function normalOf(prior: Prior): LogNormal {
  return 'degreesOfFreedom' in prior ? { mean: 0, sd: 1 } : prior;
}

function beyondNormal(prior: Prior, value: number): number {
  return 'degreesOfFreedom' in prior ? value ** 2 / 2 - negativeLogPrior(prior, value).value : 0;
}

/** Of standardised values, up to a constant, over every constant mean (Rasmussen and Williams, eq. 2.45). */
function restrictedLogLikelihood({ conditioned, rows }: GaussianProcess): number {
  const { factor, alpha, mean, ones } = conditioned;
  const residuals = rows.values.map((value) => value - mean);
  const precision = ones.reduce((sum, value) => sum + value, 0);
  return -0.5 * (dot(residuals, alpha) + logDeterminant(factor) + Math.log(precision));
}
