/**
 * Standard uncertainties of one cycle's quantities by what is known of the instrument (type B, JCGM 100:2008, 4.3):
 * gains, offsets, drift, noise with quantisation, and time stamps, propagated to first order (5.1.2).
 */
import { combined } from '../figure.js';
import type { InstrumentBudget } from '../instrument-budget.js';
import type { Cycle } from './cycle.js';

/** One standard deviation, in the unit of the quantity; null where the quantity is. */
export type CycleUncertainty = {
  readonly [
    K in
      | 'chargeCapacityAs'
      | 'dischargeCapacityAs'
      | 'coulombicEfficiency'
      | 'coulombicDifferenceAs'
      | 'chargeEnergyJ'
      | 'dischargeEnergyJ'
      | 'energyEfficiency'
      | 'meanChargeVoltageV'
      | 'meanDischargeVoltageV'
      | 'meanVoltageDifferenceV'
  ]: number | null;
};

/** A value that is anywhere in a span of 1 with the same probability (4.3.7). */
const RECTANGULAR = 1 / Math.sqrt(12);

export function cycleUncertainty(cycle: Cycle, budget: InstrumentBudget): CycleUncertainty {
  const [charge, discharge] = [chargeHalf(cycle), dischargeHalf(cycle)];
  const voltageSdV = combined(budget.voltageOffsetSdV, budget.voltageDriftSdV);
  const apart = ratioSd(cycle, budget);
  const times = (value: number | null, sd: number): number | null => (value === null ? null : value * sd);
  const where = (value: number | null, sd: number): number | null => (value === null ? null : sd);
  const energySd = ({ energyJ, capacityAs }: Half, capacitySd: number): number =>
    combined(voltageSdV * capacityAs, capacityAs > 0 ? (energyJ / capacityAs) * capacitySd : 0);
  const [chargeSd, dischargeSd] = [capacitySd(cycle, charge, budget), capacitySd(cycle, discharge, budget)];
  return {
    chargeCapacityAs: chargeSd,
    dischargeCapacityAs: dischargeSd,
    coulombicEfficiency: times(cycle.coulombicEfficiency, apart),
    coulombicDifferenceAs: where(cycle.coulombicDifferenceAs, differenceSd(cycle, budget)),
    chargeEnergyJ: energySd(charge, chargeSd),
    dischargeEnergyJ: energySd(discharge, dischargeSd),
    energyEfficiency: times(cycle.energyEfficiency, apart),
    meanChargeVoltageV: where(cycle.meanChargeVoltageV, voltageSdV),
    meanDischargeVoltageV: where(cycle.meanDischargeVoltageV, voltageSdV),
    meanVoltageDifferenceV: where(cycle.meanVoltageDifferenceV, voltageNoiseSdV(cycle, budget)),
  };
}

/**
 * Relative standard uncertainty of a ratio of the two capacities of a cycle, 1. A current offset adds to the charge and
 * takes from the discharge, so that its two contributions add before they are squared.
 */
export function ratioSd(cycle: Cycle, budget: InstrumentBudget): number {
  const halves = [chargeHalf(cycle), dischargeHalf(cycle)];
  const offset = halves.reduce((sum, { timeS, capacityAs }) => sum + timeS / capacityAs, 0);
  const own = halves.map((half) => randomSd(cycle, half, budget) / half.capacityAs);
  const gains = halves.map((half) => gainSd(half, budget));
  return combined(budget.currentOffsetSdA * offset, ...gains, ...own);
}

function differenceSd(cycle: Cycle, budget: InstrumentBudget): number {
  const halves = [chargeHalf(cycle), dischargeHalf(cycle)];
  const own = halves.map((half) => randomSd(cycle, half, budget));
  const gains = halves.map((half) => gainSd(half, budget) * half.capacityAs);
  return combined(budget.currentOffsetSdA * (cycle.chargeTimeS + cycle.dischargeTimeS), ...gains, ...own);
}

/** One direction of a cycle. */
interface Half {
  readonly isCharge: boolean;
  readonly capacityAs: number;
  readonly energyJ: number;
  readonly timeS: number;
}

function chargeHalf({
  chargeCapacityAs: capacityAs,
  chargeEnergyJ: energyJ,
  chargeTimeS: timeS,
}: Cycle): Half {
  return { isCharge: true, capacityAs, energyJ, timeS };
}

export function dischargeHalf({
  dischargeCapacityAs: capacityAs,
  dischargeEnergyJ: energyJ,
  dischargeTimeS: timeS,
}: Cycle): Half {
  return { isCharge: false, capacityAs, energyJ, timeS };
}

function capacitySd(cycle: Cycle, half: Half, budget: InstrumentBudget): number {
  const gain = gainSd(half, budget) * half.capacityAs;
  return combined(gain, budget.currentOffsetSdA * half.timeS, randomSd(cycle, half, budget));
}

function gainSd(
  { isCharge }: Half,
  { chargeGainSd, dischargeGainSd, gainDriftSd }: InstrumentBudget,
): number {
  return combined(isCharge ? chargeGainSd : dischargeGainSd, gainDriftSd);
}

/**
 * What differs from one cycle to the next, A s: noise of the current; a beginning and an end, each known to the
 * resolution of the clock; and the charge of intervals within which one step gave way to another.
 */
export function randomSd(cycle: Cycle, { capacityAs, timeS }: Half, budget: InstrumentBudget): number {
  if (!(timeS > 0)) return 0;
  const noise = budget.currentNoiseSdA * Math.sqrt(timeS * spacingS(cycle));
  const timing = (Math.SQRT2 * budget.timeSdS * capacityAs) / timeS;
  return combined(noise, timing, RECTANGULAR * cycle.switchCapacityAs);
}

/** Offset and drift are the same in both means and cancel. */
function voltageNoiseSdV(cycle: Cycle, budget: InstrumentBudget): number {
  const means = [cycle.chargeTimeS, cycle.dischargeTimeS].map((timeS) => Math.sqrt(spacingS(cycle) / timeS));
  return budget.voltageNoiseSdV * combined(...means);
}

/** Mean time from row to row, s. */
function spacingS({ durationS, firstRow, lastRow }: Cycle): number {
  return durationS / Math.max(1, lastRow - firstRow);
}
