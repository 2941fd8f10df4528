/** A circuit fitted to a spectrum: the best of several starts, how likely the spectrum is under it, and what it says. */
import { inverseForm } from './cholesky.js';
import { chiSquared, circuitProblem } from './circuit-problem.js';
import type { Expected } from './belief.js';
import type { ExpectedCircuit } from './expected-circuits.js';
import { leastSquares, type Fit } from './least-squares.js';
import type { PointErrors } from './point-errors.js';
import type { Spectrum } from './spectrum.js';
import { startingValues } from './starting-values.js';

export interface FittedCircuit extends ExpectedCircuit {
  readonly fit: Fit;
  /** ln of the probability of the spectrum, up to a constant that all circuits share (MacKay 1992, Neural Comput. 4, 415). */
  readonly logEvidence: number;
  /** Squared residuals a degree of freedom: 1 where the instrument's errors explain what the circuit does not. */
  readonly reducedChiSquared: number;
}

const STARTS = 2;

/** @returns undefined where no start leads to a minimum */
export function fitCircuit(
  circuit: ExpectedCircuit,
  spectrum: Spectrum,
  errors: PointErrors,
): FittedCircuit | undefined {
  const problem = circuitProblem(circuit, spectrum, errors);
  const starts = startingValues(circuit, spectrum, errors, STARTS);
  const fits = starts.flatMap((start) => leastSquares(problem, start) ?? []);
  const fit = fits.reduce<Fit | undefined>((a, b) => (a && a.objective <= b.objective ? a : b), undefined);
  if (!fit) return undefined;
  const { residuals } = problem(fit.parameters);
  const freedom = Math.max(1, 2 * spectrum.length - circuit.layout.size);
  const knownBefore = circuit.beliefs.reduce((sum, { sd }) => sum + Math.log(sd), 0);
  return {
    ...circuit,
    fit,
    logEvidence: -fit.objective / 2 - fit.logDeterminant / 2 - knownBefore,
    reducedChiSquared: chiSquared(residuals, spectrum.length) / freedom,
  };
}

/** ln of a positive parameter. */
export function logarithm({ fit }: FittedCircuit, at: number): Expected {
  const direction = new Float64Array(fit.parameters.length);
  direction[at] = 1;
  return { mean: fit.parameters[at]!, sd: Math.sqrt(inverseForm(fit.factors, direction)) };
}

/** ln of the sum of the resistances at these places, to first order. */
export function logarithmOfSum({ fit }: FittedCircuit, places: readonly number[]): Expected {
  const sum = places.reduce((total, at) => total + Math.exp(fit.parameters[at]!), 0);
  const direction = new Float64Array(fit.parameters.length);
  for (const at of places) direction[at] = Math.exp(fit.parameters[at]!) / sum;
  return { mean: Math.log(sum), sd: Math.sqrt(inverseForm(fit.factors, direction)) };
}
