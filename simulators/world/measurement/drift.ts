/** Errors that come and go slowly, as functions of lab time: the same at the same time, whoever asks how often. */
import type { Rng } from '../../../core/rng.js';

/** Lab time in s to an error. */
export type Drift = (labS: number) => number;

const DAY_S = 86_400;

/** Over four to twelve weeks, as calibrations wander. */
export function slowDrift(rng: Rng, amplitude: number): Drift {
  return wave(amplitude, DAY_S * 7 * (4 + 8 * rng.uniform()), rng.uniform());
}

/** Over a day, as a building warms and cools. */
export function dailyDrift(rng: Rng, amplitude: number): Drift {
  return wave(amplitude, DAY_S, rng.uniform());
}

function wave(amplitude: number, periodS: number, phase: number): Drift {
  return (labS) => amplitude * Math.sin(2 * Math.PI * (labS / periodS + phase));
}
