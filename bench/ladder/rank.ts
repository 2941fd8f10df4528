/** Spearman's rank correlation, equal values sharing their mean rank. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  return pearson(ranks(a), ranks(b));
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

function pearson(a: readonly number[], b: readonly number[]): number {
  const meanOf = (x: readonly number[]): number => x.reduce((sum, value) => sum + value, 0) / x.length;
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  const product = a.reduce((sum, value, k) => sum + (value - meanA) * (b[k]! - meanB), 0);
  const square = (x: readonly number[], m: number): number =>
    x.reduce((sum, value) => sum + (value - m) ** 2, 0);
  return product / Math.sqrt(square(a, meanA) * square(b, meanB));
}
