/**
 * Could a linear, causal cell that does not change have shown this spectrum? The linear Kramers-Kronig test: such a cell is
 * a chain of RC elements at fixed time constants, which is fitted linearly (Boukamp 1995, J. Electrochem. Soc. 142, 1885);
 * how many there are follows from mu, the share of negative resistances (Schoenleber, Klotz and Ivers-Tiffee 2014,
 * Electrochim. Acta 131, 20).
 */
import { cholesky, solve } from './cholesky.js';
import { circuitProblem } from './circuit-problem.js';
import { layoutOf } from './circuit.js';
import type { Quality } from '../defect.js';
import type { PointErrors } from './point-errors.js';
import type { Spectrum } from './spectrum.js';

export interface KramersKronig {
  /** Number of RC elements, and the mu that stopped their growth: 1 none negative, 0 all. */
  readonly elements: number;
  readonly mu: number;
  /** Per point, from high to low frequency: fit less measurement over the measured modulus, 1. */
  readonly realResiduals: Float64Array;
  readonly imaginaryResiduals: Float64Array;
  /** Where the spectrum fails. */
  readonly failingHz: readonly number[];
  readonly quality: Quality;
}

/** More negative resistance than this means that noise is being fitted. */
const MU_LIMIT = 0.85;
/** So few a decade cannot follow an arc: negative resistances would be of misfit, not of noise. */
const FEWEST_PER_DECADE = 2;
const MOST_ELEMENTS = 50;
/** A point fails by more than both: standard deviations of the instrument, and share of the modulus (1 % is usual). */
const FAILING_SDS = 4;
const FAILING_SHARE = 0.01;
/** A spectrum that fails at more than this share of its points says nothing. */
const INVALID_SHARE = 1 / 3;
/** Keeps elements that look alike from cancelling in rounding. */
const RIDGE = 1e-9;

export function kramersKronig(spectrum: Spectrum, errors: PointErrors): KramersKronig {
  const most = Math.min(MOST_ELEMENTS, spectrum.length);
  const decades = Math.log10(spectrum.frequencyHz[0]! / spectrum.frequencyHz.at(-1)!);
  const fewest = Math.min(most, Math.max(2, Math.round(FEWEST_PER_DECADE * decades)));
  let chain = fitChain(spectrum, errors, fewest);
  for (let count = fewest + 1; count <= most && chain.mu > MU_LIMIT; count++) {
    chain = fitChain(spectrum, errors, count);
  }
  return judged(spectrum, errors, chain);
}

interface Chain {
  readonly elements: number;
  readonly mu: number;
  /** Fit less measurement, along and across each impedance, in standard deviations. */
  residuals(): Float64Array;
}

/** Series resistance, inductance and capacitance, and RC elements from one end of the frequencies to the other. */
function fitChain(spectrum: Spectrum, errors: PointErrors, count: number): Chain {
  const powers = [1, -1].map((exponent) => ({ exponent, free: false }));
  const layout = layoutOf({ powers, arcs: count });
  const fastest = -Math.log(2 * Math.PI * spectrum.frequencyHz[0]!);
  const slowest = -Math.log(2 * Math.PI * spectrum.frequencyHz.at(-1)!);
  const unit = new Float64Array(layout.size);
  layout.arcs.forEach((at, k) => {
    unit.set([0, fastest + ((slowest - fastest) * k) / (count - 1), 1], at);
  });
  const places = [0, ...layout.powers.map(({ at }) => at), ...layout.arcs];
  const { residuals, jacobian } = circuitProblem({ layout, beliefs: [] }, spectrum, errors)(unit);
  // Z of an element is dZ/d ln A: in units of what it began as, each amplitude is 1 + change.
  const change = linearFit(jacobian, residuals, layout.size, places);
  const left = (): Float64Array =>
    residuals.map((residual, row) =>
      places.reduce((sum, at, i) => sum + jacobian[row * layout.size + at]! * change[i]!, residual),
    );
  const resistances = [...change.subarray(places.length - count)].map((value) => 1 + value);
  const negative = resistances.reduce((sum, ohm) => sum + Math.max(0, -ohm), 0);
  const positive = resistances.reduce((sum, ohm) => sum + Math.max(0, ohm), 0);
  return { elements: count, mu: positive > 0 ? 1 - negative / positive : 0, residuals: left };
}

/** Least-squares change of the parameters at these places, columns brought to length 1 first. */
function linearFit(
  jacobian: Float64Array,
  residuals: Float64Array,
  width: number,
  places: readonly number[],
): Float64Array {
  const n = places.length;
  const rows = residuals.length;
  const columns = places.map((at) =>
    Float64Array.from({ length: rows }, (_, row) => jacobian[row * width + at]!),
  );
  const lengths = columns.map((column) => Math.sqrt(product(column, column)) || 1);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++)
      matrix[i * n + j] = product(columns[i]!, columns[j]!) / (lengths[i]! * lengths[j]!);
    matrix[i * n + i] = 1 + RIDGE;
  }
  const right = Float64Array.from(columns, (column, i) => -product(column, residuals) / lengths[i]!);
  const factors = cholesky(matrix, n);
  return factors ? solve(factors, right).map((value, i) => value / lengths[i]!) : right.fill(0);
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function judged(spectrum: Spectrum, errors: PointErrors, chain: Chain): KramersKronig {
  const { elements, mu } = chain;
  const residuals = chain.residuals();
  const { cos, sin, alongOhm, acrossOhm } = errors;
  const modulus = spectrum.realOhm.map((re, i) => Math.hypot(re, spectrum.imaginaryOhm[i]!));
  const along = modulus.map((ohm, i) => (residuals[2 * i]! * alongOhm[i]!) / ohm);
  const across = modulus.map((ohm, i) => (residuals[2 * i + 1]! * acrossOhm[i]!) / ohm);
  const fails = modulus.map((_, i) => {
    const sds = Math.max(Math.abs(residuals[2 * i]!), Math.abs(residuals[2 * i + 1]!));
    const share = Math.max(Math.abs(along[i]!), Math.abs(across[i]!));
    return sds > FAILING_SDS && share > FAILING_SHARE ? 1 : 0;
  });
  const failingHz = [...spectrum.frequencyHz].filter((_, i) => fails[i] === 1);
  const many = failingHz.length > INVALID_SHARE * spectrum.length;
  return {
    ...{ elements, mu, failingHz },
    realResiduals: along.map((a, i) => a * cos[i]! - across[i]! * sin[i]!),
    imaginaryResiduals: along.map((a, i) => a * sin[i]! + across[i]! * cos[i]!),
    quality: failingHz.length === 0 ? 'valid' : many ? 'invalid' : 'suspect',
  };
}
