/**
 * Laws of film growth as PyBaMM writes them (`sei_growth.py`, parameters of OKane et al. 2022, 10.1039/d2cp00417h), each
 * integrated exactly over a step in which graphite's potential stands still. The film has one product of one electron.
 */
import { arrhenius, FARADAY, thermalVoltage } from '../numerics/constants.js';

export type FilmLaw =
  'solvent-diffusion' | 'reaction' | 'interstitial-diffusion' | 'electron-migration' | 'ec-reaction';

/** Film per mole of electrons, m3/mol. */
export const FILM_M3_PER_MOL = 9.585e-5;
/** Open-circuit potential of the film's reaction, V against Li/Li+. */
const FILM_POTENTIAL_V = 0.4;
const ACTIVATION = 38_000;

const EXCHANGE_A_PER_M2 = 1.5e-7;
const SOLVENT = { diffusivity: 2.5e-22, molPerM3: 2636 };
const INTERSTITIAL = { diffusivity: 1e-20, molPerM3: 15 };
const ELECTRON_S_PER_M = 8.95e-14;
const EC = { rateMPerS: 1e-12, diffusivity: 2e-18, molPerM3: 4541 };

export interface FilmDrive {
  /** Of graphite against Li/Li+ with its overpotential, without and with the drop over the film, V. */
  readonly potentialV: number;
  readonly surfaceV: number;
  readonly temperatureK: number;
  readonly durationS: number;
}

/** @returns the thickness after the step, m */
export function grown(law: FilmLaw, thicknessM: number, drive: FilmDrive): number {
  const { potentialV, surfaceV, temperatureK, durationS } = drive;
  const kT = thermalVoltage(temperatureK);
  const kinetic = Math.exp((-0.5 * (potentialV - FILM_POTENTIAL_V)) / kT);
  const time = arrhenius(ACTIVATION, temperatureK) * durationS * FILM_M3_PER_MOL;
  switch (law) {
    case 'reaction':
      return thicknessM + (EXCHANGE_A_PER_M2 / FARADAY) * kinetic * time;
    case 'solvent-diffusion':
      return diffused(thicknessM, SOLVENT.diffusivity * SOLVENT.molPerM3 * time);
    case 'interstitial-diffusion':
      return diffused(
        thicknessM,
        INTERSTITIAL.diffusivity * INTERSTITIAL.molPerM3 * Math.exp(-surfaceV / kT) * time,
      );
    case 'electron-migration':
      return diffused(
        thicknessM,
        (ELECTRON_S_PER_M * Math.max(0, FILM_POTENTIAL_V - surfaceV) * time) / FARADAY,
      );
    case 'ec-reaction':
      return mixed(thicknessM, EC.rateMPerS * kinetic, EC.molPerM3 * time);
  }
}

/** `L dL/dt = B`. */
function diffused(thicknessM: number, growth: number): number {
  return Math.sqrt(thicknessM ** 2 + 2 * growth);
}

/** `(1 + L k/D) dL/dt = k c V`: kinetics and diffusion in series (Yang et al. 2017). */
function mixed(thicknessM: number, rateMPerS: number, supply: number): number {
  const half = rateMPerS / (2 * EC.diffusivity);
  const total = thicknessM + half * thicknessM ** 2 + rateMPerS * supply;
  return (2 * total) / (1 + Math.sqrt(1 + 4 * half * total));
}
