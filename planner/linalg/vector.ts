/** Sum of products over the first `length` entries of `a` (from `aStart`) and `b` (from `bStart`). */
export function dotAt(
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
  length: number,
): number {
  let even = 0;
  let odd = 0;
  let k = 0;
  // Two chains of additions: the processor need not wait for one before it starts the other.
  for (; k + 1 < length; k += 2) {
    even += a[aStart + k]! * b[bStart + k]!;
    odd += a[aStart + k + 1]! * b[bStart + k + 1]!;
  }
  return k < length ? even + odd + a[aStart + k]! * b[bStart + k]! : even + odd;
}

/** Inner product of two vectors of equal length. */
export function dot(a: Float64Array, b: Float64Array): number {
  return dotAt(a, 0, b, 0, a.length);
}

/** Euclidean length. */
export function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}

/** `a + factor b`, a new vector. */
export function addScaled(a: Float64Array, factor: number, b: Float64Array): Float64Array {
  const sum = new Float64Array(a.length);
  // A plain loop, here and elsewhere: `map` of a typed array costs several times the arithmetic of a short vector.
  for (let k = 0; k < sum.length; k++) sum[k] = a[k]! + factor * b[k]!;
  return sum;
}

/** Of length 1 along one coordinate. */
export function unit(length: number, at: number, sign: 1 | -1 = 1): Float64Array {
  const vector = new Float64Array(length);
  vector[at] = sign;
  return vector;
}

/** Squared Euclidean distance. */
export function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) {
    const difference = a[k]! - b[k]!;
    sum += difference * difference;
  }
  return sum;
}
