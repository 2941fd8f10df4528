import type { Prediction } from './proposal.js';

/** Standard deviation of one measurement: all kinds of uncertainty together. */
export function measurementSd({ sdModel, sdNoise, sdSource = 0 }: Prediction): number {
  return Math.hypot(sdModel, sdNoise, sdSource);
}
