import { mean, ranks } from '../planner/backtest/statistics.js';

export { mean, quantile } from '../planner/backtest/statistics.js';

/** Spearman's coefficient; ties share their mean rank. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  return pearson(ranks(a), ranks(b));
}

/** Standard deviation of a sample over its mean. */
export function relativeSd(values: readonly number[]): number {
  const middle = mean(values);
  const square = values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
  return Math.sqrt(square) / middle;
}

function pearson(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const product = (x: readonly number[], mx: number, y: readonly number[], my: number): number =>
    x.reduce((sum, value, k) => sum + (value - mx) * (y[k]! - my), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
}
