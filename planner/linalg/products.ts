import { dotAt } from './vector.js';

/** A block of a product: of rows, columns and depth each the first and the one after the last. */
export interface Block {
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
  readonly depth: readonly [number, number];
}

/** A row-major matrix. */
export interface Matrix {
  readonly data: Float64Array;
  /** Entries from one row to the next. */
  readonly stride: number;
}

/**
 * `C_ij -= sum_k A_ik B_jk` for all i, j and k of a block: the one loop in which factoring, inverting and solving spend
 * their time. Eight sums at once, four rows by two columns, share what is loaded (Goto and van de Geijn, ACM Trans. Math.
 * Software 34 (2008) 12); k runs along the rows of both.
 */
export function subtractProducts(c: Matrix, a: Matrix, b: Matrix, { rows, columns, depth }: Block): void {
  const [first, end] = depth;
  if (end <= first) return;
  const [top, bottom] = rows;
  const wholeRows = top + 4 * Math.floor((bottom - top) / 4);
  const wholeColumns = columns[0] + 2 * Math.floor((columns[1] - columns[0]) / 2);
  for (let i = top; i < wholeRows; i += 4) {
    for (let j = columns[0]; j < wholeColumns; j += 2) subtractTile(c, a, b, i, j, first, end);
    if (wholeColumns < columns[1]) {
      for (let r = i; r < i + 4; r++) subtractDot(c, a, b, r, wholeColumns, first, end);
    }
  }
  for (let i = wholeRows; i < bottom; i++) {
    for (let j = columns[0]; j < columns[1]; j++) subtractDot(c, a, b, i, j, first, end);
  }
}

function subtractTile(
  c: Matrix,
  { data: a, stride: aStride }: Matrix,
  { data: b, stride: bStride }: Matrix,
  i: number,
  j: number,
  first: number,
  end: number,
): void {
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s30 = 0;
  let s31 = 0;
  const a0 = i * aStride;
  const a1 = a0 + aStride;
  const a2 = a1 + aStride;
  const a3 = a2 + aStride;
  const b0 = j * bStride;
  const b1 = b0 + bStride;
  for (let k = first; k < end; k++) {
    const x = b[b0 + k]!;
    const y = b[b1 + k]!;
    const p = a[a0 + k]!;
    const q = a[a1 + k]!;
    const r = a[a2 + k]!;
    const s = a[a3 + k]!;
    s00 += p * x;
    s01 += p * y;
    s10 += q * x;
    s11 += q * y;
    s20 += r * x;
    s21 += r * y;
    s30 += s * x;
    s31 += s * y;
  }
  const { data, stride } = c;
  const at = i * stride + j;
  subtractPair(data, at, s00, s01);
  subtractPair(data, at + stride, s10, s11);
  subtractPair(data, at + 2 * stride, s20, s21);
  subtractPair(data, at + 3 * stride, s30, s31);
}

function subtractPair(data: Float64Array, at: number, first: number, second: number): void {
  data[at] = data[at]! - first;
  data[at + 1] = data[at + 1]! - second;
}

function subtractDot(
  c: Matrix,
  a: Matrix,
  b: Matrix,
  i: number,
  j: number,
  first: number,
  end: number,
): void {
  const at = i * c.stride + j;
  c.data[at]! -= dotAt(a.data, i * a.stride + first, b.data, j * b.stride + first, end - first);
}
