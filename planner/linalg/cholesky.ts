import { PlannerError } from '../planner-error.js';
import { dotAt } from './vector.js';

/** Lower factor `L` (row-major, n x n) of `A + jitter I`, and the jitter that was needed (0 when none was). */
export interface Cholesky {
  readonly n: number;
  readonly lower: Float64Array;
  readonly jitter: number;
}

const JITTERS = [0, 1e-12, 1e-10, 1e-8, 1e-6, 1e-4];

/**
 * Factors a symmetric matrix (row-major; only the lower triangle is read). When it is not positive definite to
 * working precision, a jitter growing from 1e-12 to 1e-4 of the mean diagonal is added and reported.
 * @throws PlannerError `numerical` when even the largest jitter does not help, or an entry is not finite.
 */
export function cholesky(matrix: Float64Array, n: number): Cholesky {
  let trace = 0;
  for (let i = 0; i < n; i++) trace += matrix[i * n + i]!;
  for (const relative of JITTERS) {
    const jitter = (relative * trace) / n;
    const lower = factor(matrix, n, jitter);
    if (lower) return { n, lower, jitter };
  }
  throw new PlannerError(
    'numerical',
    `a ${n} x ${n} matrix is not positive definite, even with 1e-4 of its mean diagonal added: look for values that are not finite`,
    { n, trace },
  );
}

function factor(matrix: Float64Array, n: number, jitter: number): Float64Array | undefined {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j < i; j++) {
      const rest = matrix[row + j]! - dotAt(lower, row, lower, j * n, j);
      lower[row + j] = rest / lower[j * n + j]!;
    }
    const pivot = matrix[row + i]! + jitter - dotAt(lower, row, lower, row, i);
    // A pivot at the level of rounding carries no digits: more jitter is wanted, not its square root.
    if (!(pivot > 1e-14 * matrix[row + i]!)) return undefined;
    lower[row + i] = Math.sqrt(pivot);
  }
  return lower;
}

/** Solves `L x = b` for the lower factor. */
export function solveLower({ n, lower }: Cholesky, b: Float64Array): Float64Array {
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) x[i] = (b[i]! - dotAt(lower, i * n, x, 0, i)) / lower[i * n + i]!;
  return x;
}

/** Solves `L' x = b`, going through `L` row by row. */
export function solveUpper({ n, lower }: Cholesky, b: Float64Array): Float64Array {
  const x = Float64Array.from(b);
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n;
    const value = x[i]! / lower[row + i]!;
    x[i] = value;
    for (let j = 0; j < i; j++) x[j] = x[j]! - lower[row + j]! * value;
  }
  return x;
}

/** Solves `A x = b`. */
export function solve(factor: Cholesky, b: Float64Array): Float64Array {
  return solveUpper(factor, solveLower(factor, b));
}

/** `L z`. */
export function multiplyLower({ n, lower }: Cholesky, z: Float64Array): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => dotAt(lower, i * n, z, 0, i + 1));
}

/** `L' x`, going through `L` row by row. */
export function multiplyUpper({ n, lower }: Cholesky, x: Float64Array): Float64Array {
  const result = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) result[j]! += lower[i * n + j]! * x[i]!;
  }
  return result;
}

/** Natural logarithm of the determinant of `A`. */
export function logDeterminant({ n, lower }: Cholesky): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(lower[i * n + i]!);
  return 2 * sum;
}

/** Lower triangle of `A^-1` (row-major; the upper triangle is left at zero). */
export function inverse(factor: Cholesky): Float64Array {
  const n = factor.n;
  const inverseLower = invertLower(factor);
  const result = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i <= k; i++) {
      addRow(result, i * n, inverseLower, k * n, { length: i + 1, factor: inverseLower[k * n + i]! });
    }
  }
  return result;
}

function invertLower({ n, lower }: Cholesky): Float64Array {
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j < i; j++) {
      addRow(result, row, result, j * n, { length: j + 1, factor: -lower[row + j]! });
    }
    const pivot = 1 / lower[row + i]!;
    for (let j = 0; j < i; j++) result[row + j] = result[row + j]! * pivot;
    result[row + i] = pivot;
  }
  return result;
}

function addRow(
  target: Float64Array,
  targetStart: number,
  source: Float64Array,
  sourceStart: number,
  { length, factor }: { length: number; factor: number },
): void {
  for (let k = 0; k < length; k++) {
    target[targetStart + k] = target[targetStart + k]! + factor * source[sourceStart + k]!;
  }
}
