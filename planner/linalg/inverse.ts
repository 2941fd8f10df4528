import type { Cholesky } from './cholesky.js';
import { PANEL } from './cholesky.js';
import { subtractProducts } from './products.js';
import { dotAt } from './vector.js';

/**
 * Lower triangle of `A^-1` (row-major; what is above it means nothing): `U U'` with the inverse `U` of `L'`. Rows of `U` are
 * columns of `L^-1`, so that both steps are sums along rows.
 * @param into n x n entries that the result may have
 * @param work n x n entries to work in
 */
export function inverse(
  factor: Cholesky,
  into: Float64Array = new Float64Array(factor.n ** 2),
  work: Float64Array = new Float64Array(factor.n ** 2),
): Float64Array {
  const { n } = factor;
  const upper = { data: work.fill(0), stride: n };
  const result = { data: into.fill(0), stride: n };
  invertUpper(factor, upper.data);
  for (let first = 0; first < n; first += PANEL) {
    const rows = [first, Math.min(first + PANEL, n)] as const;
    subtractProducts(result, upper, upper, { rows, columns: [0, rows[1]], depth: [first, n] });
  }
  for (let at = 0; at < result.data.length; at++) result.data[at] = -result.data[at]!;
  return result.data;
}

/** `U_ji = -(sum_k L_ik U_jk) / L_ii` over k from j to i; zero below the diagonal. */
function invertUpper({ n, lower }: Cholesky, data: Float64Array): void {
  const [upper, factor] = [
    { data, stride: n },
    { data: lower, stride: n },
  ] as const;
  for (let first = 0; first < n; first += PANEL) {
    const columns = [first, Math.min(first + PANEL, n)] as const;
    for (let j = 0; j < first; j += PANEL) {
      subtractProducts(upper, upper, factor, { rows: [j, j + PANEL], columns, depth: [j, first] });
    }
    for (let j = 0; j < columns[1]; j++) finishRow(data, lower, n, j, first, columns[1]);
  }
}

function finishRow(
  upper: Float64Array,
  lower: Float64Array,
  n: number,
  j: number,
  first: number,
  end: number,
): void {
  const row = j * n;
  if (j >= first) upper[row + j] = 1 / lower[row + j]!;
  const start = Math.max(first, j);
  for (let i = j >= first ? j + 1 : first; i < end; i++) {
    const rest = upper[row + i]! - dotAt(upper, row + start, lower, i * n + start, i - start);
    upper[row + i] = rest / lower[i * n + i]!;
  }
}
