/** How instruments see a cell that is truly known: the errors of an impedance sweep and of a film survey. */
import type { Rng } from '../../../core/rng.js';
import type { Cell } from '../cell/cell.js';
import { forElements, normalised, surveyedFractions, type AtomicFractions } from './film-survey.js';
import type { ImpedancePoint } from './impedance.js';

/** One gain for the sweep; modulus 0.3 %, phase 6 mrad (twice below 0.1 Hz) and 15 mOhm at each point (choices). */
export function measuredImpedance(spectrum: readonly ImpedancePoint[], rng: Rng): ImpedancePoint[] {
  const gain = drawSweepGain(rng);
  return spectrum.map((point) => measuredPoint(point, gain, rng));
}

export function drawSweepGain(rng: Rng): number {
  return 1 + 0.004 * rng.normal();
}

export function measuredPoint(point: ImpedancePoint, gain: number, rng: Rng): ImpedancePoint {
  const { frequencyHz, realOhm, imaginaryOhm } = point;
  const modulus = Math.hypot(realOhm, imaginaryOhm) * gain * (1 + 0.003 * rng.normal());
  const phaseSd = frequencyHz < 0.1 ? 0.012 : 0.006;
  const phase = Math.atan2(imaginaryOhm, realOhm) + phaseSd * rng.normal();
  return {
    frequencyHz,
    realOhm: modulus * Math.cos(phase) + 0.015 * rng.normal(),
    imaginaryOhm: modulus * Math.sin(phase) + 0.015 * rng.normal(),
  };
}

/** What an instrument states about a film, with its stated standard uncertainties. */
export interface FilmMeasurement {
  readonly thicknessM: number;
  readonly thicknessSdM: number;
  readonly atomicFractions: AtomicFractions;
  readonly atomicFractionSds: AtomicFractions;
}

const THICKNESS_NOISE_M = 2e-9;
const THINNEST_M = 5e-10;

/** Sputter depth 15 % and 2 nm; composition 10 % relative and 0.4 at% after a rinse of varying thoroughness (choices). */
export function measuredFilm(cell: Cell, rng: Rng): FilmMeasurement {
  const noise = rng.split('film');
  const sputteredM = cell.state.filmThicknessM * noise.lognormal(0.15) + THICKNESS_NOISE_M * noise.normal();
  const thicknessM = Math.max(THINNEST_M, sputteredM);
  const surveyed = surveyedFractions(cell, 0.25 * (0.5 + 0.5 * noise.uniform()));
  const sd = (fraction: number): number => Math.hypot(0.1 * fraction, 0.004);
  const atomicFractions = normalised(
    forElements((element) => Math.max(0, surveyed[element] + sd(surveyed[element]) * noise.normal())),
  );
  return {
    thicknessM,
    thicknessSdM: 0.18 * thicknessM + THICKNESS_NOISE_M,
    atomicFractions,
    atomicFractionSds: forElements((element) => sd(atomicFractions[element])),
  };
}
