/** How instruments see a cell that is truly known: the errors of a tester's channel, an impedance sweep and a film survey. */
import type { Rng } from '../../../core/rng.js';
import type { Cell } from '../cell/cell.js';
import { forElements, normalised, surveyedFractions, type AtomicFractions } from './film-survey.js';
import type { ImpedancePoint } from './impedance.js';

/** Fixed to one channel of a tester and its chamber for good. */
export interface ChannelErrors {
  readonly voltageOffsetV: number;
  /** Reported over true current. Charge and discharge ranges are calibrated apart; their mismatch limits coulometry. */
  readonly chargeGain: number;
  readonly dischargeGain: number;
  readonly currentOffsetA: number;
  /** True less set temperature. */
  readonly chamberErrorK: number;
}

const VOLTAGE_NOISE_V = 1e-4;
const VOLTAGE_RESOLUTION_V = 1e-4;

/** A good laboratory tester (choices): 0.3 mV, 0.02 % of reading, 0.01 % of range, 0.3 K. */
export function drawChannelErrors(rng: Rng, rangeA: number): ChannelErrors {
  return {
    voltageOffsetV: 3e-4 * rng.split('voltage').normal(),
    chargeGain: 1 + 2e-4 * rng.split('charge').normal(),
    dischargeGain: 1 + 2e-4 * rng.split('discharge').normal(),
    currentOffsetA: 1e-4 * rangeA * rng.split('offset').normal(),
    chamberErrorK: 0.3 * rng.split('chamber').normal(),
  };
}

/**
 * A row of CYCLER_COLUMNS as the channel reports it. At rest its relay is open: the current is zero, not an offset.
 * @param rng of the channel's noise; one draw a row, so rows must be measured once, in their order
 */
export function measuredRow(row: readonly number[], errors: ChannelErrors, rng: Rng): number[] {
  const [timeS = 0, step = 1, cycle = 1, voltageV = 0, currentA = 0, temperatureK = 0] = row;
  const analogV = voltageV + errors.voltageOffsetV + VOLTAGE_NOISE_V * rng.normal();
  const gain = currentA > 0 ? errors.chargeGain : errors.dischargeGain;
  const reportedA = currentA === 0 ? 0 : currentA * gain + errors.currentOffsetA;
  return [timeS, step, cycle, quantised(analogV, VOLTAGE_RESOLUTION_V), reportedA, temperatureK];
}

/** One gain for the sweep; modulus 0.3 %, phase 6 mrad (twice below 0.1 Hz) and 15 mOhm at each point (choices). */
export function measuredImpedance(spectrum: readonly ImpedancePoint[], rng: Rng): ImpedancePoint[] {
  const gain = 1 + 0.004 * rng.normal();
  return spectrum.map(({ frequencyHz, realOhm, imaginaryOhm }) => {
    const modulus = Math.hypot(realOhm, imaginaryOhm) * gain * (1 + 0.003 * rng.normal());
    const phaseSd = frequencyHz < 0.1 ? 0.012 : 0.006;
    const phase = Math.atan2(imaginaryOhm, realOhm) + phaseSd * rng.normal();
    return {
      frequencyHz,
      realOhm: modulus * Math.cos(phase) + 0.015 * rng.normal(),
      imaginaryOhm: modulus * Math.sin(phase) + 0.015 * rng.normal(),
    };
  });
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

function quantised(value: number, resolution: number): number {
  return Math.round(value / resolution) * resolution;
}
