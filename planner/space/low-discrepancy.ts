import type { Rng } from '../../core/rng.js';

/**
 * Point `index` of the additive recurrence with the generalised golden ratio (the R sequence: Roberts 2018, "The
 * unreasonable effectiveness of quasirandom sequences"): coordinate k is `shift_k + index phi^-(k+1) mod 1`, with phi the
 * real root above 1 of `x^(d+1) = x + 1`. The shift, drawn from `rng`, makes it random without spoiling its evenness.
 */
export function shiftedSequence(dimension: number, rng: Rng): (index: number) => Float64Array {
  const phi = generalisedGoldenRatio(dimension);
  const shift = Float64Array.from({ length: dimension }, () => rng.uniform());
  const step = shift.map((_, k) => phi ** -(k + 1));
  return (index) => shift.map((start, k) => (start + index * step[k]!) % 1);
}

function generalisedGoldenRatio(dimension: number): number {
  let phi = 2;
  // A contraction by at least 2 (d + 1) each time: 60 rounds reach the last bit.
  for (let round = 0; round < 60; round++) phi = (1 + phi) ** (1 / (dimension + 1));
  return phi;
}
