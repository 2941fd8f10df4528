/** Found, missed and falsely found peaks of one additive. */
import type { ReductionPeak } from '../../agent/analysis/differential/reduction-peaks.js';
import { NEAR_V, type FirstCharge } from './trial-cells.js';

export interface Tally {
  readonly name: string;
  readonly cells: number;
  /** Of these, cells in which the additive's reduction has a peak at all. */
  readonly withPeak: number;
  readonly hits: number;
  /** Nothing found although there is a peak. */
  readonly misses: number;
  /** Found more than `NEAR_V` from the truth, or where there is none. */
  readonly wrong: number;
  /** Cells without any additive in which it was found, and their number. */
  readonly falseHits: number;
  readonly without: number;
  /** Root mean square of found less true voltage over the hits, V. */
  readonly rmsV: number;
  /** Share of all that was found, wrong places too, whose interval of two standard uncertainties holds the truth. */
  readonly covered: number;
}

export function tallyOf(name: string, cells: readonly FirstCharge[], without: readonly FirstCharge[]): Tally {
  const found = cells.map((cell) => ({ cell, peak: cell.peakOf(name) }));
  const missV = ({ cell, peak }: Found): number =>
    peak && cell.truth ? peak.voltageV - cell.truth.voltageV : Infinity;
  const hits = found.filter((one) => Math.abs(missV(one)) <= NEAR_V);
  const placed = found.filter(({ peak }) => peak);
  return {
    name,
    cells: cells.length,
    withPeak: cells.filter(({ truth }) => truth).length,
    hits: hits.length,
    misses: found.filter(({ cell, peak }) => cell.truth && !peak).length,
    wrong: placed.length - hits.length,
    falseHits: without.filter((cell) => cell.peakOf(name)).length,
    without: without.length,
    rmsV: Math.sqrt(hits.reduce((sum, one) => sum + missV(one) ** 2, 0) / hits.length),
    covered: placed.filter((one) => Math.abs(missV(one)) <= 2 * one.peak!.voltageSdV).length / placed.length,
  };
}

interface Found {
  readonly cell: FirstCharge;
  readonly peak: ReductionPeak | undefined;
}
