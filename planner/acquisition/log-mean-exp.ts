/** Log of the mean of numbers that are given by their logarithms, and the share of each in their sum. */
export function logMeanExp(logs: readonly number[]): { value: number; shares: readonly number[] } {
  const top = logs.reduce((most, log) => Math.max(most, log), -Infinity);
  const weights = logs.map((log) => Math.exp(log - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { value: top + Math.log(total / logs.length), shares: weights.map((weight) => weight / total) };
}
