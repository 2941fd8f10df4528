/**
 * Where a fit begins: time constants are tried on a grid, and for each set the amplitudes, which are linear, follow by
 * least squares (variable projection: Golub and Pereyra 1973, SIAM J. Numer. Anal. 10, 413).
 */
import { centre } from './belief.js';
import { cholesky, solve } from './cholesky.js';
import { layoutOf } from './circuit.js';
import { circuitProblem } from './circuit-problem.js';
import type { ExpectedCircuit } from './expected-circuits.js';
import type { Linearise } from './least-squares.js';
import type { PointErrors } from './point-errors.js';
import type { Spectrum } from './spectrum.js';

/** Two time constants a decade, from 10 us to 1 s. */
const TIMES = Array.from({ length: 11 }, (_, k) => Math.log(1e-5) + (k * Math.log(10)) / 2);
/** Sets that fit best so far are looked at closely, with what is known of the cell. */
const CLOSE_LOOKS = 20;

/** The best starts, best first; none where no set of positive amplitudes describes the spectrum. */
export function startingValues(
  circuit: ExpectedCircuit,
  spectrum: Spectrum,
  errors: PointErrors,
  count: number,
): Float64Array[] {
  const { layout } = circuit;
  const grid = elementsOnGrid(circuit, spectrum, errors);
  const heads = layout.powers.length + 1;
  const tried = rising(layout.arcs.length).flatMap((times) => {
    const chosen = [...Array(heads).keys(), ...times.map((time) => heads + time)];
    const found = amplitudes(grid, chosen);
    return found ? [{ times, ...found }] : [];
  });
  tried.sort((a, b) => b.explained - a.explained);
  const problem = circuitProblem(circuit, spectrum, errors);
  return tried
    .slice(0, CLOSE_LOOKS)
    .map(({ times, values }) => startAt(circuit, times, values))
    .map((start) => ({ start, misfit: squares(problem, start) }))
    .sort((a, b) => a.misfit - b.misfit)
    .slice(0, count)
    .map(({ start }) => start);
}

/** Every choice of so many of the times, each in rising order. */
function rising(count: number, from = 0): number[][] {
  if (count === 0) return [[]];
  const firsts = Array.from({ length: TIMES.length - from }, (_, k) => from + k);
  return firsts.flatMap((first) => rising(count - 1, first + 1).map((rest) => [first, ...rest]));
}

/** Products of elements of unit amplitude, in standard deviations, with each other and with the spectrum. */
interface Grid {
  readonly size: number;
  readonly products: Float64Array;
  readonly withSpectrum: Float64Array;
}

/** Series resistance, powers, and one arc at every time of the grid. */
function elementsOnGrid({ layout, beliefs }: ExpectedCircuit, spectrum: Spectrum, errors: PointErrors): Grid {
  const all = layoutOf({ powers: layout.powers, arcs: TIMES.length });
  const known = centre(beliefs, layout.size);
  const unit = new Float64Array(all.size);
  for (const { at, free, exponent } of all.powers) if (free) unit[at + 1] = exponent;
  const exponent = layout.arcs.length === 0 ? 1 : known[layout.arcs[0]! + 2]!;
  all.arcs.forEach((at, k) => {
    unit.set([0, TIMES[k]!, exponent], at);
  });
  const { residuals, jacobian } = circuitProblem({ layout: all, beliefs: [] }, spectrum, errors)(unit);
  const places = [0, ...all.powers.map(({ at }) => at), ...all.arcs];
  const size = places.length;
  const products = new Float64Array(size * size);
  const withSpectrum = new Float64Array(size);
  for (let row = 0; row < residuals.length; row++) {
    // Z of an element is dZ/d ln A; their sum less the residual is the spectrum.
    const elements = places.map((at) => jacobian[row * all.size + at]!);
    const seen = elements.reduce((sum, value) => sum + value, 0) - residuals[row]!;
    for (let i = 0; i < size; i++) {
      withSpectrum[i]! += elements[i]! * seen;
      for (let j = 0; j <= i; j++) products[i * size + j]! += elements[i]! * elements[j]!;
    }
  }
  return { size, products, withSpectrum };
}

/** Least squares of the chosen elements, and how much of the sum of squares they explain. */
function amplitudes(
  { size, products, withSpectrum }: Grid,
  chosen: readonly number[],
): { values: number[]; explained: number } | undefined {
  const n = chosen.length;
  const matrix = new Float64Array(n * n);
  const right = Float64Array.from(chosen, (at) => withSpectrum[at]!);
  chosen.forEach((row, i) => {
    for (let j = 0; j <= i; j++) matrix[i * n + j] = products[row * size + chosen[j]!]!;
  });
  const factors = cholesky(matrix, n);
  if (!factors) return undefined;
  const values = [...solve(factors, right)];
  return { values, explained: values.reduce((sum, value, i) => sum + value * right[i]!, 0) };
}

function startAt({ layout, beliefs }: ExpectedCircuit, times: readonly number[], values: readonly number[]) {
  const start = centre(beliefs, layout.size);
  const places = [0, ...layout.powers.map(({ at }) => at), ...layout.arcs];
  // An amplitude that came out negative begins where it was expected, made small.
  places.forEach((at, i) => (start[at] = values[i]! > 0 ? Math.log(values[i]!) : start[at]! - 2));
  times.forEach((time, k) => (start[layout.arcs[k]! + 1] = TIMES[time]!));
  return start;
}

function squares(linearise: Linearise, start: Float64Array): number {
  return linearise(start).residuals.reduce((sum, residual) => sum + residual * residual, 0);
}
