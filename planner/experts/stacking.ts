/** Steps of the iteration; the log score is flat near its maximum. */
const STEPS = 200;
/** No expert is silenced by a few held-out rows: its part may be needed where none of them lies. */
export const LEAST_WEIGHT = 0.2;

/**
 * Weights of a mixture of experts that make held-out rows likeliest (stacking of predictive densities: Yao, Vehtari,
 * Simpson, Gelman, Bayesian Analysis 13 (2018) 917), each at least `least`. The log score is concave in the weights;
 * expectation and maximisation climb it from equal ones, which are also the answer without rows.
 * @param logDensities by expert: of each held-out row, the same rows in the same order
 * @param least below one over the number of experts
 */
export function stackingWeights(
  logDensities: readonly (readonly number[])[],
  least: number = LEAST_WEIGHT,
): number[] {
  const experts = logDensities.length;
  const rows = likelihoods(logDensities);
  let free = logDensities.map(() => 1 / experts);
  const weights = (): number[] => free.map((share) => least + (1 - experts * least) * share);
  for (let step = 0; step < STEPS && rows.length > 0; step++) {
    const taken = weights();
    // An expert's hold on a row, as far as its free share is behind it.
    const gains = rows.map((row) => ({ row, total: row.reduce((sum, p, k) => sum + p * taken[k]!, 0) }));
    const floor = (row: readonly number[]): number => least * row.reduce((sum, p) => sum + p, 0);
    free = free.map(
      (share, k) =>
        (share *
          gains.reduce((sum, { row, total }) => sum + pull(row, k, floor(row), experts * least) / total, 0)) /
        rows.length,
    );
  }
  return weights();
}

/** The density of a row if all that is free went to expert `k`. */
function pull(row: readonly number[], k: number, floor: number, bound: number): number {
  return floor + (1 - bound) * row[k]!;
}

/** By row: the densities of the experts, over the largest of them. */
function likelihoods(logDensities: readonly (readonly number[])[]): number[][] {
  const count = logDensities[0]?.length ?? 0;
  return Array.from({ length: count }, (_, i) => {
    const row = logDensities.map((own) => own[i]!);
    const most = Math.max(...row);
    return row.map((log) => (most === -Infinity ? 1 : Math.exp(log - most)));
  });
}
