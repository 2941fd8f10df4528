/** Which species of an electrolyte a reduction peak belongs to. */
import type { ReductionPeak } from './reduction-peaks.js';

/** A species that can be reduced, and where its peak is expected in this cell. */
export interface Candidate {
  readonly name: string;
  /** Between the terminals, V. */
  readonly expectedV: number;
}

/** Undefined where no peak was found that is nearer to this candidate than to any other. */
export type Attribution = Candidate & { readonly peak: ReductionPeak | undefined };

/**
 * Every peak goes to the candidate that expects it nearest, if any does within `withinV`; of two peaks the nearer one
 * stays. Solvents have to be among the candidates, or their peaks are taken for an additive's.
 */
export function attributed(
  peaks: readonly ReductionPeak[],
  candidates: readonly Candidate[],
  withinV: number,
): Attribution[] {
  const missV = (peak: ReductionPeak, { expectedV }: Candidate): number =>
    Math.abs(peak.voltageV - expectedV);
  const nearest = (peak: ReductionPeak): Candidate | undefined =>
    candidates
      .filter((one) => missV(peak, one) <= withinV)
      .sort((a, b) => missV(peak, a) - missV(peak, b))
      .at(0);
  return candidates.map((candidate) => {
    const own = peaks.filter((peak) => nearest(peak) === candidate);
    return { ...candidate, peak: own.sort((a, b) => missV(a, candidate) - missV(b, candidate)).at(0) };
  });
}
