/** How a tester's channel sees a cell that is truly known: calibration errors of its own that drift, noise, resolution. */
import type { Rng } from '../../../core/rng.js';
import { slowDrift, type Drift } from './drift.js';
import { drawSweepGain, measuredPoint } from './measurement-errors.js';

/** Fixed to one channel of a tester for good. */
export interface ChannelErrors {
  /** Full scale of its current range, A. */
  readonly rangeA: number;
  readonly voltageOffsetV: number;
  /** Reported over true current. Charge and discharge ranges are calibrated apart; their mismatch limits coulometry. */
  readonly chargeGain: number;
  readonly dischargeGain: number;
  readonly currentOffsetA: number;
  /** Added to offset (V) and gains over weeks. */
  readonly voltageDrift: Drift;
  readonly chargeDrift: Drift;
  readonly dischargeDrift: Drift;
}

/** Rms noise and resolution of a good laboratory tester (choices). */
const VOLTAGE_NOISE_V = 1e-4;
const VOLTAGE_RESOLUTION_V = 1e-4;
const CURRENT_NOISE = 3e-6;
const CURRENT_BITS = 19;
const TEMPERATURE_NOISE_K = 0.01;
const TEMPERATURE_RESOLUTION_K = 0.01;
/** Share of the rows that a tester loses (choice). */
const LOST_ROWS = 1e-3;

/** A good laboratory tester (choices): 0.3 mV, 0.02 % of reading, 0.01 % of range; a third of each comes and goes. */
export function drawChannelErrors(rng: Rng, rangeA: number): ChannelErrors {
  return {
    rangeA,
    voltageOffsetV: 3e-4 * rng.split('voltage').normal(),
    chargeGain: 1 + 2e-4 * rng.split('charge').normal(),
    dischargeGain: 1 + 2e-4 * rng.split('discharge').normal(),
    currentOffsetA: 1e-4 * rangeA * rng.split('offset').normal(),
    voltageDrift: slowDrift(rng.split('voltage-drift'), 1e-4),
    chargeDrift: slowDrift(rng.split('charge-drift'), 6e-5),
    dischargeDrift: slowDrift(rng.split('discharge-drift'), 6e-5),
  };
}

/**
 * A row of `columnsOf` a protocol as the channel reports it. At rest its relay is open: the current is zero, not an
 * offset.
 * @param rng of the noise of one job; every row draws the same number of times, so rows must come once, in their order
 * @param labS lab time of the row: how far calibrations have drifted, s
 */
export function measuredRow(row: readonly number[], errors: ChannelErrors, rng: Rng, labS = 0): number[] {
  const [timeS = 0, step = 1, cycle = 1, voltageV = 0, currentA = 0, temperatureK = 0, ...impedance] = row;
  const [voltageNoise, currentNoise, temperatureNoise] = [rng.normal(), rng.normal(), rng.normal()];
  return [
    timeS,
    step,
    cycle,
    readVoltage(voltageV, errors, labS, voltageNoise),
    currentA === 0 ? 0 : readCurrent(currentA, errors, labS, currentNoise),
    quantised(temperatureK + TEMPERATURE_NOISE_K * temperatureNoise, TEMPERATURE_RESOLUTION_K),
    ...(impedance.length > 0 ? readImpedance(impedance, rng.split(`sweep/${step}/${cycle}`)) : []),
  ];
}

/** Whether a row gets lost on its way into the tester's memory. */
export function isLost(rng: Rng): boolean {
  return rng.uniform() < LOST_ROWS;
}

function readVoltage(voltageV: number, errors: ChannelErrors, labS: number, noise: number): number {
  const offsetV = errors.voltageOffsetV + errors.voltageDrift(labS);
  return quantised(voltageV + offsetV + VOLTAGE_NOISE_V * noise, VOLTAGE_RESOLUTION_V);
}

function readCurrent(currentA: number, errors: ChannelErrors, labS: number, noise: number): number {
  const gain =
    currentA > 0
      ? errors.chargeGain + errors.chargeDrift(labS)
      : errors.dischargeGain + errors.dischargeDrift(labS);
  const { rangeA, currentOffsetA } = errors;
  const analogA = currentA * gain + currentOffsetA + CURRENT_NOISE * rangeA * noise;
  return quantised(analogA, (2 * rangeA) / 2 ** CURRENT_BITS);
}

/** @param rng of this sweep alone */
function readImpedance([frequencyHz = NaN, ...parts]: readonly number[], rng: Rng): number[] {
  const [realOhm, imaginaryOhm] = parts;
  if (realOhm === undefined || imaginaryOhm === undefined || !(frequencyHz > 0)) return [NaN, NaN, NaN];
  const point = { frequencyHz, realOhm, imaginaryOhm };
  const read = measuredPoint(point, drawSweepGain(rng), rng.split(String(frequencyHz)));
  return [frequencyHz, read.realOhm, read.imaginaryOhm];
}

function quantised(value: number, resolution: number): number {
  return Math.round(value / resolution) * resolution;
}
