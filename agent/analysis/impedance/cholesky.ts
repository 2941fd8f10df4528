/** Symmetric positive definite systems, small and dense. */

/** `matrix = L L^T`, row by row; only the lower triangle is read. */
export interface Cholesky {
  readonly size: number;
  readonly lower: Float64Array;
}

/** Factors of a row-major matrix, or undefined where it is not positive definite to rounding. */
export function cholesky(matrix: Float64Array, size: number): Cholesky | undefined {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i !== j) lower[i * size + j] = sum / lower[j * size + j]!;
      else if (sum > 1e-14 * matrix[i * size + i]!) lower[i * size + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return { size, lower };
}

/** x with `matrix x = right`. */
export function solve({ size, lower }: Cholesky, right: Float64Array): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i * size + k]! * x[k]!;
    x[i]! /= lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= lower[k * size + i]! * x[k]!;
    x[i]! /= lower[i * size + i]!;
  }
  return x;
}

/** Natural logarithm of the determinant. */
export function logDeterminant({ size, lower }: Cholesky): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += 2 * Math.log(lower[i * size + i]!);
  return sum;
}

/** `v^T matrix^-1 v`: the variance of `v . x` when the matrix is the inverse covariance of x. */
export function inverseForm(factors: Cholesky, v: Float64Array): number {
  return solve(factors, v).reduce((sum, value, i) => sum + value * v[i]!, 0);
}
