/** Log of the mean of numbers that are given by their logarithms. */
export function logMeanExp(logs: ArrayLike<number>): number {
  let top = -Infinity;
  for (let i = 0; i < logs.length; i++) top = Math.max(top, logs[i]!);
  let total = 0;
  for (let i = 0; i < logs.length; i++) total += Math.exp(logs[i]! - top);
  return top + Math.log(total / logs.length);
}

/** The same with the share of each in their sum. */
export function sharedLogMeanExp(logs: readonly number[]): { value: number; shares: readonly number[] } {
  const value = logMeanExp(logs);
  return { value, shares: logs.map((log) => Math.exp(log - value) / logs.length) };
}
