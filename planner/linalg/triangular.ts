/** Products and solutions with the factor of a positive definite matrix `A = L L'`. */
import type { Cholesky } from './cholesky.js';
import { PANEL } from './cholesky.js';
import { subtractProducts } from './products.js';
import { dotAt } from './vector.js';

/** Solves `L x = b`. */
export function solveLower({ n, lower }: Cholesky, b: Float64Array): Float64Array {
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) x[i] = (b[i]! - dotAt(lower, i * n, x, 0, i)) / lower[i * n + i]!;
  return x;
}

/**
 * Solves `L x = b` for many b at once, in place: `rows` holds one b after the other. The factor is read once for four of
 * them, which is what solving with a large one costs.
 */
export function solveLowerRows({ n, lower }: Cholesky, rows: Float64Array): void {
  const count = rows.length / n;
  const [sides, factor] = [
    { data: rows, stride: n },
    { data: lower, stride: n },
  ] as const;
  for (let first = 0; first < n; first += PANEL) {
    const end = Math.min(first + PANEL, n);
    subtractProducts(sides, sides, factor, { rows: [0, count], columns: [first, end], depth: [0, first] });
    for (let at = 0; at < rows.length; at += n) {
      for (let i = first; i < end; i++) {
        const rest = rows[at + i]! - dotAt(rows, at + first, lower, i * n + first, i - first);
        rows[at + i] = rest / lower[i * n + i]!;
      }
    }
  }
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
  const product = new Float64Array(n);
  for (let i = 0; i < n; i++) product[i] = dotAt(lower, i * n, z, 0, i + 1);
  return product;
}

/** `L' x`, going through `L` row by row. */
export function multiplyUpper({ n, lower }: Cholesky, x: Float64Array): Float64Array {
  const result = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) result[j]! += lower[i * n + j]! * x[i]!;
  }
  return result;
}
