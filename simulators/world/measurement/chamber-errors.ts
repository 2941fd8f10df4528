/** The thermal chambers of a tester: eight channels share each, and with it what its sensor gets wrong. */
import type { Rng } from '../../../core/rng.js';
import type { Chamber } from '../protocol/thermostat.js';
import { dailyDrift, type Drift } from './drift.js';

const CHANNELS_PER_CHAMBER = 8;

/** Cell less sensor, K, against lab time, s. */
export type ChamberError = Drift;

/** Calibration of the sensor and swing over the day, K (choices): 1 K is 0.2 % of capacity and 4 % of resistance. */
const OFFSET_K = 0.3;
const SWING_K = 0.15;
/** Within this the daily swing moves a cell by less than is noticed, s. */
const STEADY_S = 900;

/** Counted from 1, as channels are. */
export function chamberOf(channel: number): number {
  return Math.ceil(channel / CHANNELS_PER_CHAMBER);
}

export function drawChamberError(rng: Rng): ChamberError {
  const offsetK = OFFSET_K * rng.split('offset').normal();
  const swing = dailyDrift(rng.split('swing'), SWING_K * Math.abs(rng.split('amplitude').normal()));
  return (labS) => offsetK + swing(labS);
}

/** The chamber as a program sees it that began at a lab time, s. */
export function chamberSince(error: ChamberError, startedS: number): Chamber {
  return { errorK: (timeS) => error(startedS + timeS), deviationK: () => 0, steadyS: STEADY_S };
}
