/**
 * Non-linear least squares: Levenberg-Marquardt (Marquardt 1963, J. SIAM 11, 431), damped as Madsen, Nielsen and
 * Tingleff (Methods for Non-Linear Least Squares Problems, 2004, 3.2) do. With what is known beforehand among the
 * residuals, the objective is twice the negative log posterior up to a constant.
 */
import { cholesky, logDeterminant, solve, type Cholesky } from './cholesky.js';

/** Residuals in standard deviations, and their derivatives row by row (`rows x parameters`). */
export interface Linearised {
  readonly residuals: Float64Array;
  readonly jacobian: Float64Array;
}

export type Linearise = (parameters: Float64Array) => Linearised;

export interface Fit {
  readonly parameters: Float64Array;
  /** Sum of squared residuals. */
  readonly objective: number;
  /** Of the inverse covariance of the parameters; that of a held one is 1 and stands apart. */
  readonly factors: Cholesky;
  readonly logDeterminant: number;
}

const MOST_ROUNDS = 50;
/** A step that promises less than this moves no parameter by more than a thirtieth of its uncertainty. */
const CLOSE = 1e-3;

/** The minimum nearest to `start`, or undefined where there is none with finite numbers. @param held stays as it is */
export function leastSquares(linearise: Linearise, start: Float64Array, held = -1): Fit | undefined {
  let here = lookAt(linearise, start, held);
  let damping = 1e-3;
  let growth = 2;
  for (let round = 0; round < MOST_ROUNDS && Number.isFinite(here.objective); round++) {
    const { step, promise } = dampedStep(here, damping);
    if (promise < CLOSE) return settled(here);
    const there = lookAt(
      linearise,
      here.parameters.map((value, i) => value + step[i]!),
      held,
    );
    const gain = (here.objective - there.objective) / promise;
    if (gain > 0) {
      here = there;
      damping *= Math.max(1 / 5, 1 - (2 * gain - 1) ** 3);
      growth = 2;
    } else {
      damping *= growth;
      growth *= 2;
    }
  }
  return settled(here);
}

interface Look {
  readonly parameters: Float64Array;
  readonly objective: number;
  /** Half the gradient, and the Gauss-Newton matrix. */
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
}

function lookAt(linearise: Linearise, parameters: Float64Array, held: number): Look {
  const size = parameters.length;
  const { residuals, jacobian } = linearise(parameters);
  const slope = new Float64Array(size);
  const curvature = new Float64Array(size * size);
  let objective = 0;
  for (let row = 0, at = 0; row < residuals.length; row++, at += size) {
    const residual = residuals[row]!;
    objective += residual * residual;
    for (let i = 0; i < size; i++) {
      const own = jacobian[at + i]!;
      if (own === 0) continue;
      slope[i]! += own * residual;
      for (let j = 0; j <= i; j++) curvature[i * size + j]! += own * jacobian[at + j]!;
    }
  }
  if (held >= 0) hold(held, slope, curvature);
  return { parameters, objective, slope, curvature };
}

function hold(held: number, slope: Float64Array, curvature: Float64Array): void {
  const size = slope.length;
  for (let i = 0; i < size; i++) {
    curvature[held * size + i] = 0;
    curvature[i * size + held] = 0;
  }
  curvature[held * size + held] = 1;
  slope[held] = 0;
}

/** The step, and by how much it should lower the objective. */
function dampedStep({ slope, curvature }: Look, damping: number): { step: Float64Array; promise: number } {
  const size = slope.length;
  const damped = Float64Array.from(curvature);
  for (let i = 0; i < size; i++) damped[i * size + i]! *= 1 + damping;
  const factors = cholesky(damped, size);
  if (!factors) return { step: new Float64Array(size), promise: 0 };
  const step = solve(factors, slope).map((value) => -value);
  const promise = step.reduce((sum, value, i) => {
    return sum + value * (damping * curvature[i * size + i]! * value - slope[i]!);
  }, 0);
  return { step, promise };
}

function settled({ parameters, objective, curvature }: Look): Fit | undefined {
  const factors = cholesky(curvature, parameters.length);
  if (!factors || !Number.isFinite(objective)) return undefined;
  return { parameters, objective, factors, logDeterminant: logDeterminant(factors) };
}
