/**
 * Constant current and constant voltage stepped exactly as in the runs behind the published fingerprints of this cell
 * model, so that a difference in a number is a difference in the physics. Independent of the protocol engine.
 */
import type { Cell } from '../../simulators/world/cell/cell.js';
import { illinois, secant } from '../../simulators/world/numerics/root.js';

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
