/** Differential capacity dQ/dV of one charge or discharge, and its peaks. */
import { peaksOf, type CurvePeak } from './curve-peaks.js';
import type { Derivative } from './derivative.js';

/** In order of recording: voltages ascend on charge and descend on discharge. Empty arrays when there is no curve. */
export interface DifferentialCapacity {
  /** V. */
  readonly voltageV: Float64Array;
  /** A s per V, positive on charge and on discharge alike. */
  readonly capacityPerVoltAs: Float64Array;
  readonly capacityPerVoltSdAs: Float64Array;
  /** Points at which the slope is not told from zero, where dQ/dV would be anything; they are left out. */
  readonly unresolved: number;
  /** Places of the points among those of the derivative: where one is passed over, others were left out. */
  readonly places: readonly number[];
}

/** Standard uncertainties by which a slope must differ from zero to be divided by. */
const RESOLVED = 3;

/** `1 / (dV/dQ)`. */
export function differentialCapacity(curve: Derivative): DifferentialCapacity {
  const { voltageV, slopeVPerAs, slopeSdVPerAs } = curve;
  const kept = [...slopeVPerAs.keys()].filter((k) => slopeVPerAs[k]! > RESOLVED * slopeSdVPerAs[k]!);
  const column = (of: (k: number) => number): Float64Array => Float64Array.from(kept, of);
  return {
    voltageV: column((k) => voltageV[k]!),
    capacityPerVoltAs: column((k) => 1 / slopeVPerAs[k]!),
    capacityPerVoltSdAs: column((k) => slopeSdVPerAs[k]! / slopeVPerAs[k]! ** 2),
    unresolved: slopeVPerAs.length - kept.length,
    places: kept,
  };
}

/** Peaks of dQ/dV: position in V, height in A s per V, area in A s. */
export function capacityPeaks(curve: Derivative): CurvePeak[] {
  const { voltageV, capacityPerVoltAs, capacityPerVoltSdAs } = differentialCapacity(curve);
  const points = { x: voltageV, y: capacityPerVoltAs, sd: capacityPerVoltSdAs };
  return peaksOf(points, { reach: 1.5 * curve.windowV, window: curve.windowV });
}

/** Peaks of dV/dQ, where one phase ends and the next begins: position in A s, height in V per A s, area in V. */
export function slopePeaks({ chargeAs, slopeVPerAs, slopeSdVPerAs, windowAs }: Derivative): CurvePeak[] {
  const points = { x: chargeAs, y: slopeVPerAs, sd: slopeSdVPerAs };
  return peaksOf(points, { reach: 1.5 * windowAs, window: windowAs });
}
