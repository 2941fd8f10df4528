/** Log of the mean of numbers that are given by their logarithms. */
export function logMeanExp(logs: ArrayLike<number>): number {
  let top = -Infinity;
  for (let i = 0; i < logs.length; i++) top = Math.max(top, logs[i]!);
  let total = 0;
  for (let i = 0; i < logs.length; i++) total += Math.exp(logs[i]! - top);
  return top + Math.log(total / logs.length);
}

/** The same with the share of each in their sum. */
export function sharedLogMeanExp(logs: ArrayLike<number>): { value: number; shares: Float64Array } {
  const value = logMeanExp(logs);
  const shares = new Float64Array(logs.length);
  for (let i = 0; i < shares.length; i++) shares[i] = Math.exp(logs[i]! - value) / shares.length;
  return { value, shares };
}
