/** Constant current: strides bounded by lithium moved and by voltage change, the last landing on what ends the step. */
import type { JobFault } from '../../../drivers/instrument.js';
import type { Limits, Step } from '../../../drivers/protocol.js';
import type { Cell } from '../cell/cell.js';
import { illinois } from '../numerics/root.js';
import { INSTANT_S, type Strides } from './stride.js';
import { ends } from './terminations.js';

/** Largest change of graphite's stoichiometry in a stride: converged to 0.1 % of retention after 500 cycles. */
const LARGEST_MOVE = 0.01;
const FIRST_S = 10;
const GROWTH = 1.6;
/** A larger voltage change halves the stride. */
const LARGEST_CHANGE_V = 0.025;
const LANDING_V = 1e-6;

/** Voltages at which a step ends or must be broken off, as seen in the direction of its current. */
interface Walls {
  readonly endV: number;
  readonly limitV: number;
  passed(voltageV: number, wallV: number): boolean;
}

/** @returns fault `limit-voltage` when the voltage leaves the limits in the direction of the current */
export function* constantCurrent(
  cell: Cell,
  { currentA, until }: Step & { readonly kind: 'constant-current' },
  limits: Limits,
): Strides {
  const goal = ends(until);
  const walls = currentA > 0 ? chargeWalls(goal.voltagesV, limits) : dischargeWalls(goal.voltagesV, limits);
  const budgetS = Math.min(goal.timeS, goal.capacityC / Math.abs(currentA));
  if (Math.abs(currentA) <= goal.currentA) return undefined;
  let wishS = FIRST_S;
  for (let timeS = 0; budgetS - timeS > INSTANT_S;) {
    const voltageV = cell.endVoltage(currentA, 0);
    if (walls.passed(voltageV, walls.endV)) return undefined;
    if (walls.passed(voltageV, walls.limitV)) return limitFault(voltageV, limits);
    const longestS = (LARGEST_MOVE * cell.state.graphiteCapacityC) / Math.abs(currentA);
    const durationS = strideLength(cell, currentA, Math.min(wishS, longestS, budgetS - timeS), walls);
    yield { durationS, startA: currentA, endA: currentA };
    timeS += durationS;
    wishS = Math.min(longestS, GROWTH * Math.max(durationS, 1));
  }
  return undefined;
}

/** Short enough for the voltage to change gently, and not beyond the nearest wall. */
function strideLength(cell: Cell, currentA: number, wishS: number, walls: Walls): number {
  const fromV = cell.endVoltage(currentA, 0);
  let durationS = wishS;
  let toV = cell.endVoltage(currentA, durationS);
  while (Math.abs(toV - fromV) > LARGEST_CHANGE_V && durationS > 2) {
    durationS = Math.max(1, durationS / 2);
    toV = cell.endVoltage(currentA, durationS);
  }
  const wallV = [walls.endV, walls.limitV].find((wall) => walls.passed(toV, wall));
  if (wallV === undefined) return durationS;
  const beyond = (timeS: number): number => cell.endVoltage(currentA, timeS) - wallV;
  const bracket = { from: 0, to: durationS, atFrom: fromV - wallV, atTo: toV - wallV };
  // A stride of no length would land nowhere and never end.
  return Math.max(10 * INSTANT_S, illinois(beyond, bracket, LANDING_V, 30));
}

function chargeWalls(voltagesV: readonly number[], { maxVoltageV }: Limits): Walls {
  const endV = Math.min(Infinity, ...voltagesV);
  return { endV, limitV: maxVoltageV, passed: (v, wallV) => v >= wallV - LANDING_V };
}

function dischargeWalls(voltagesV: readonly number[], { minVoltageV }: Limits): Walls {
  const endV = Math.max(-Infinity, ...voltagesV);
  return { endV, limitV: minVoltageV, passed: (v, wallV) => v <= wallV + LANDING_V };
}

function limitFault(voltageV: number, { minVoltageV, maxVoltageV }: Limits): JobFault {
  return {
    code: 'limit-voltage',
    message: `voltage ${voltageV.toFixed(4)} V, limits ${minVoltageV} to ${maxVoltageV} V; channel opened`,
  };
}
