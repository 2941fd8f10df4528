/** What an analyser's errors make of each point: an error along the impedance (modulus) and one across it (phase). */
import type { InstrumentBudget } from '../instrument-budget.js';
import type { Spectrum } from './spectrum.js';

/** Per point: the direction of the measured impedance, and standard deviations along and across it, Ohm. */
export interface PointErrors {
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  readonly alongOhm: Float64Array;
  readonly acrossOhm: Float64Array;
}

/** The gain that all points of a sweep share is not in it: it scales every resistance alike. */
export function pointErrors(spectrum: Spectrum, budget: InstrumentBudget): PointErrors {
  const { length, frequencyHz, realOhm, imaginaryOhm } = spectrum;
  const modulus = realOhm.map((re, i) => Math.hypot(re, imaginaryOhm[i]!));
  const phaseSd = (hz: number): number =>
    hz < budget.impedanceSlowBelowHz ? budget.impedanceSlowPhaseSdRad : budget.impedancePhaseSdRad;
  const column = (at: (i: number) => number): Float64Array => Float64Array.from({ length }, (_, i) => at(i));
  return {
    cos: column((i) => realOhm[i]! / modulus[i]!),
    sin: column((i) => imaginaryOhm[i]! / modulus[i]!),
    alongOhm: column((i) => Math.hypot(modulus[i]! * budget.impedanceNoiseSd, budget.impedanceFloorSdOhm)),
    acrossOhm: column((i) => Math.hypot(modulus[i]! * phaseSd(frequencyHz[i]!), budget.impedanceFloorSdOhm)),
  };
}

/** The same with all standard deviations larger by a factor. */
export function scaledErrors({ cos, sin, alongOhm, acrossOhm }: PointErrors, factor: number): PointErrors {
  const scaled = (column: Float64Array): Float64Array => column.map((value) => value * factor);
  return { cos, sin, alongOhm: scaled(alongOhm), acrossOhm: scaled(acrossOhm) };
}
