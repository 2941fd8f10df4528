/** How often chance alone lets something happen. */

/**
 * The central interval of the count of successes among `trials` of probability `p`: the smallest counts below and above
 * which no more than half of the rest lies. Both ends belong to it.
 */
export function binomialInterval(trials: number, p: number, share = 0.95): readonly [number, number] {
  const tail = (1 - share) / 2;
  const chances = binomialChances(trials, p);
  return [firstBeyond(chances, tail), trials - firstBeyond([...chances].reverse(), tail)];
}

function firstBeyond(chances: readonly number[], tail: number): number {
  let sum = 0;
  const found = chances.findIndex((chance) => (sum += chance) > tail);
  return Math.max(0, found);
}

/** Probability of 0, 1, ..., `trials` successes; by logarithms, so that none is lost where there are thousands. */
function binomialChances(trials: number, p: number): number[] {
  if (p <= 0 || p >= 1)
    return Array.from({ length: trials + 1 }, (_, k) => Number(k === (p <= 0 ? 0 : trials)));
  let log = trials * Math.log1p(-p);
  return Array.from({ length: trials + 1 }, (_, k) => {
    if (k > 0) log += Math.log((trials - k + 1) / k) + Math.log(p / (1 - p));
    return Math.exp(log);
  });
}
