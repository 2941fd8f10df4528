/**
 * The campaign behind the published fingerprints of this cell model (physics.md sections 1.5 and 10), stepped exactly as
 * described there, so that a difference in a number is a difference in the physics. Independent of the protocol engine.
 */
import type { Cell } from '../../../../simulators/world/cell/cell.js';
import { illinois, secant } from '../../../../simulators/world/numerics/root.js';

const DX_MAX = 0.01;

export interface Reached {
  readonly chargeAh: number;
  readonly timeS: number;
}

/** Constant current (positive on charge) to `cutV`, landing on it within a microvolt. */
export function cc(cell: Cell, currentA: number, cutV: number, maxS: number): Reached {
  const past = (v: number): boolean => (currentA > 0 ? v >= cutV : v <= cutV);
  const firstS = Math.min((DX_MAX * cell.state.graphiteCapacityC) / Math.abs(currentA), maxS);
  let [wishS, timeS, last] = [Math.min(firstS, 10), 0, false];
  let volts = cell.endVoltage(currentA, 0);
  while (timeS < maxS && !last && !past(volts)) {
    let stepS = Math.min(wishS, maxS - timeS);
    let end = cell.endVoltage(currentA, stepS);
    if (Math.abs(end - volts) > 0.025 && stepS > 2) {
      wishS = Math.max(1, stepS / 2);
      stepS = Math.min(wishS, maxS - timeS);
      end = cell.endVoltage(currentA, stepS);
    }
    if (past(end)) {
      const excess = (s: number): number => cell.endVoltage(currentA, s) - cutV;
      stepS = illinois(excess, { from: 0, to: stepS, atFrom: volts - cutV, atTo: end - cutV }, 1e-6, 12);
      last = true;
    }
    cell.step(currentA, stepS);
    timeS += stepS;
    volts = cell.endVoltage(currentA, 0);
    if (wishS < firstS) wishS = Math.min(firstS, 1.6 * wishS);
  }
  return { chargeAh: (Math.abs(currentA) * timeS) / 3600, timeS };
}

/** Constant voltage by implicit steps, from `startA` down to exactly `cutA`. */
export function cv(cell: Cell, volts: number, startA: number, cutA: number, maxS: number): Reached {
  let currentA = startA;
  let wishS = Math.min(20, (0.002 * cell.state.graphiteCapacityC) / Math.abs(currentA));
  let [timeS, charge, last] = [0, 0, false];
  while (timeS < maxS && !last) {
    let stepS = Math.min(wishS, maxS - timeS);
    const at = (s: number): number =>
      secant((i) => cell.endVoltage(i, s) - volts, [currentA, 0.95 * currentA], 1e-8, 10);
    let next = at(stepS);
    while (Math.abs(1 - next / currentA) > 0.09 && stepS > 2) {
      stepS /= 2;
      next = at(stepS);
    }
    const change = Math.abs(1 - next / currentA);
    if (Math.abs(next) <= cutA) {
      const excess = (s: number): number => Math.abs(at(s)) - cutA;
      const bracket = { from: 0, to: stepS, atFrom: Math.abs(currentA) - cutA, atTo: Math.abs(next) - cutA };
      stepS = illinois(excess, bracket, 1e-5 * cutA, 20);
      next = at(stepS);
      last = true;
    }
    currentA = next;
    cell.step(currentA, stepS);
    timeS += stepS;
    charge += (Math.abs(currentA) * stepS) / 3600;
    if (Math.abs(currentA) <= cutA) last = true;
    wishS = Math.min(stepS * (change < 0.045 ? 1.35 : 1), 1800);
  }
  return { chargeAh: charge, timeS };
}

export interface Fingerprint {
  readonly firstCycleEfficiencyPercent: number;
  readonly formedFilmNm: number;
  /** Discharge capacity of each cycle, mAh, and coulombic efficiency, %. */
  readonly capacitiesMAh: readonly number[];
  readonly efficienciesPercent: readonly number[];
  readonly resistanceOhm: readonly [formed: number, aged: number];
  readonly hours: number;
  readonly steps: number;
}

export interface Campaign {
  readonly cycles: number;
  readonly temperatureK: number;
  readonly upperV: number;
}

const LOWER_V = 2.8;

/** Two formation cycles (C/20, C/10) at 25 Cel, then cycles at C/2 with constant voltage to C/20. */
export function runReference(cell: Cell, changes: Partial<Campaign> = {}): Fingerprint {
  const { cycles, temperatureK, upperV } = { cycles: 500, temperatureK: 298.15, upperV: 4.2, ...changes };
  const c = cell.nominalCurrentA;
  const firstCycleEfficiencyPercent = formation(cell, upperV);
  const formedFilmNm = cell.state.filmThicknessM * 1e9;
  cell.setTemperature(temperatureK);
  const formed = resistance(cell);
  cc(cell, -0.2 * c, LOWER_V, 1e6);
  const capacitiesMAh: number[] = [];
  const efficienciesPercent: number[] = [];
  for (let n = 0; n < cycles; n++) {
    const charge = cc(cell, 0.5 * c, upperV, 4 * 3600).chargeAh;
    const held = cv(cell, upperV, 0.5 * c, 0.05 * c, 4 * 3600).chargeAh;
    const discharge = cc(cell, -0.5 * c, LOWER_V, 4 * 3600).chargeAh;
    cell.wearGraphite(0.5, discharge / c);
    capacitiesMAh.push(1000 * discharge);
    efficienciesPercent.push((100 * discharge) / (charge + held));
  }
  const aged = resistance(cell);
  return {
    firstCycleEfficiencyPercent,
    formedFilmNm,
    capacitiesMAh,
    efficienciesPercent,
    resistanceOhm: [formed, aged],
    hours: cell.state.ageS / 3600,
    steps: cell.state.steps,
  };
}

/** @returns first-cycle efficiency, % */
function formation(cell: Cell, upperV: number): number {
  const c = cell.nominalCurrentA;
  const efficiencies = [0.05, 0.1].map((rate) => {
    const charge = cc(cell, rate * c, upperV, (1.6 / rate) * 3600).chargeAh;
    const held = cv(cell, upperV, rate * c, Math.min(0.05, rate / 2) * c, 5 * 3600).chargeAh;
    const discharge = cc(cell, -0.1 * c, LOWER_V, (1.6 / 0.1) * 3600).chargeAh;
    cell.wearGraphite(rate, 1);
    return (100 * discharge) / (charge + held);
  });
  return efficiencies[0]!;
}

/** 10 s pulse at C/10 after half a charge, ohm. */
function resistance(cell: Cell): number {
  const c = cell.nominalCurrentA;
  cc(cell, 0.2 * c, 5, 2.5 * 3600);
  return (cell.endVoltage(0, 0) - cell.endVoltage(-0.1 * c, 10)) / (0.1 * c);
}
