/** Peaks of the reduction current in a first charge. */
import type { Derivative } from './derivative.js';
import { reductionShares, type ReductionShare } from './reduction-share.js';
import { summits, type Summit } from './summits.js';
import { vertexAbout } from './vertex.js';

export interface ReductionPeak {
  /** Between the terminals, where the share is largest, V. */
  readonly voltageV: number;
  /** Of the place alone: a channel's constant offset comes on top. */
  readonly voltageSdV: number;
  /** Share of the charging current that reduces electrolyte there, 0 to 1. */
  readonly share: number;
  readonly shareSd: number;
  /** dQ/dV there and what the electrodes alone would have, A s per V. */
  readonly capacityPerVoltAs: number;
  readonly baseCapacityPerVoltAs: number;
  /** Reduced from the valley before to the valley after, above the base line of the electrodes alone, A s. */
  readonly chargeAs: number;
  readonly chargeSdAs: number;
  /** Height over the higher of its valleys, in standard uncertainties; at least 5. */
  readonly significance: number;
}

/** Falls of the excess that count; the strides of a peak's flank ripple by less. */
const LEAST_FALL = 0.06;
/** Half width of the parabola through the top, V. */
const TOP_V = 0.02;

/** @param endV of the first charge's foot: above, the host's own plateaus begin */
export function reductionPeaks(curve: Derivative, endV: number): ReductionPeak[] {
  return reductionShares(curve, endV).flatMap((share) =>
    summits(share.excess, share.excessSd, LEAST_FALL).map((summit) => peakAt(share, summit, curve.windowV)),
  );
}

function peakAt(share: ReductionShare, summit: Summit, windowV: number): ReductionPeak {
  const { voltageV, excess, excessSd, slopeVPerAs } = share;
  const { place, significance } = summit;
  const vertex = vertexAbout({ x: voltageV, y: excess, sd: excessSd }, place, TOP_V);
  const left = Math.exp(-excess[place]!);
  return {
    voltageV: vertex.x,
    // Places within half a window of smoothing are not told apart: a rectangular distribution of that width.
    voltageSdV: Math.hypot(vertex.sd, windowV / Math.sqrt(12)),
    share: 1 - left,
    shareSd: left * excessSd[place]!,
    capacityPerVoltAs: 1 / slopeVPerAs[place]!,
    baseCapacityPerVoltAs: left / slopeVPerAs[place]!,
    ...reduced(share, summit),
    significance,
  };
}

/** Sum of share times charge; slopes that share a window err together, hence the plain sum of their uncertainties. */
function reduced({ excess, excessSd, chargeAs }: ReductionShare, { left, right }: Summit) {
  let [sumAs, sdAs] = [0, 0];
  for (let k = left + 1; k <= right; k++) {
    const unreduced = (Math.exp(-excess[k]!) + Math.exp(-excess[k - 1]!)) / 2;
    const movedAs = chargeAs[k]! - chargeAs[k - 1]!;
    sumAs += (1 - unreduced) * movedAs;
    sdAs += unreduced * excessSd[k]! * movedAs;
  }
  return { chargeAs: sumAs, chargeSdAs: sdAs };
}
