import { PlannerError } from '../planner-error.js';
import { subtractProducts } from './products.js';
import { dotAt } from './vector.js';

/**
 * Lower factor `L` (row-major, n x n; what is above its diagonal means nothing) of `A + jitter I`, and the jitter that
 * was needed (0 when none was).
 */
export interface Cholesky {
  readonly n: number;
  readonly lower: Float64Array;
  readonly jitter: number;
}

/** Columns that are worked on together: few, because what is left to do inside a panel is done one product at a time. */
export const PANEL = 8;

const JITTERS = [0, 1e-12, 1e-10, 1e-8, 1e-6, 1e-4];

/**
 * Factors a symmetric matrix (row-major; only the lower triangle is read). When it is not positive definite to
 * working precision, a jitter growing from 1e-12 to 1e-4 of the mean diagonal is added and reported.
 * @param into n x n entries that the factor may have
 * @throws PlannerError `numerical` when even the largest jitter does not help, or an entry is not finite.
 */
export function cholesky(
  matrix: Float64Array,
  n: number,
  into: Float64Array = new Float64Array(n * n),
): Cholesky {
  let trace = 0;
  for (let i = 0; i < n; i++) trace += matrix[i * n + i]!;
  for (const relative of JITTERS) {
    const jitter = (relative * trace) / n;
    into.set(matrix);
    for (let i = 0; i < n; i++) into[i * n + i]! += jitter;
    if (factorInPlace(into, matrix, n)) return { n, lower: into, jitter };
  }
  throw new PlannerError(
    'numerical',
    `a ${n} x ${n} matrix is not positive definite, even with 1e-4 of its mean diagonal added: look for values that are not finite`,
    { n, trace },
  );
}

/** Panel by panel: what all columns before take away, as one product, and then column by column what is left. */
function factorInPlace(lower: Float64Array, matrix: Float64Array, n: number): boolean {
  const all = { data: lower, stride: n };
  for (let first = 0; first < n; first += PANEL) {
    const end = Math.min(first + PANEL, n);
    subtractProducts(all, all, all, { rows: [first, n], columns: [first, end], depth: [0, first] });
    for (let i = first; i < n; i++) {
      const row = i * n;
      for (let j = first; j < Math.min(i, end); j++) {
        const rest = lower[row + j]! - dotAt(lower, row + first, lower, j * n + first, j - first);
        lower[row + j] = rest / lower[j * n + j]!;
      }
      if (i >= end) continue;
      const pivot = lower[row + i]! - dotAt(lower, row + first, lower, row + first, i - first);
      // A pivot at the level of rounding carries no digits: more jitter is wanted, not its square root.
      if (!(pivot > 1e-14 * matrix[row + i]!)) return false;
      lower[row + i] = Math.sqrt(pivot);
    }
  }
  return true;
}

/** Natural logarithm of the determinant of `A`. */
export function logDeterminant({ n, lower }: Cholesky): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(lower[i * n + i]!);
  return 2 * sum;
}
