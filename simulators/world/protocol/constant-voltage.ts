/**
 * Constant voltage: in each stride the current runs straight from where it was to the value that holds the voltage at
 * the stride's end. Charge is then exactly what a trapezoidal sum over recorded rows gives.
 */
import type { JobFault } from '../../../drivers/instrument.js';
import type { Limits, Step } from '../../../drivers/protocol.js';
import type { Cell } from '../cell/cell.js';
import { illinois, increasingRoot, secant } from '../numerics/root.js';
import { INSTANT_S, type Stride, type Strides } from './stride.js';
import { ends, type Ends } from './terminations.js';

/** Relative change of the current in a stride: above the first the stride is halved, below the second it may grow. */
const LARGEST_CHANGE = 0.09;
const SMALL_CHANGE = 0.045;
const GROWTH = 1.35;
const FIRST_S = 20;
const SHORTEST_S = 0.05;
const LONGEST_S = 1800;
const SOLVED_V = 1e-8;
/** Side reactions of a stride are seen only in the next: millivolts while an empty electrode's potential is steep. */
const REGULATED_V = 0.05;

type Hold = Step & { readonly kind: 'constant-voltage' };

/** @returns fault `limit-current` or `regulation` when the cell takes more current than allowed or defined */
export function* constantVoltage(cell: Cell, { voltageV, until }: Hold, limits: Limits): Strides {
  const goal = ends(until);
  let currentA = initialCurrent(cell, voltageV);
  let wishS = FIRST_S;
  let left = { timeS: goal.timeS, capacityC: goal.capacityC };
  const passesVoltage = goal.voltagesV.some((v) => (currentA > 0 ? voltageV >= v : voltageV <= v));
  if (passesVoltage) return undefined;
  while (left.timeS > INSTANT_S && left.capacityC > 0) {
    const fault = unregulated(cell, voltageV, currentA, limits);
    if (fault) return fault;
    if (Math.abs(currentA) <= goal.currentA * (1 + 1e-5)) return undefined;
    const stride = gentleStride(cell, voltageV, currentA, Math.min(wishS, left.timeS));
    const landed = land(cell, voltageV, stride, { ...goal, ...left });
    yield landed;
    wishS = Math.min(
      LONGEST_S,
      change(cell, landed) < SMALL_CHANGE ? GROWTH * landed.durationS : landed.durationS,
    );
    left = { timeS: left.timeS - landed.durationS, capacityC: left.capacityC - movedC(landed) };
    if (left.capacityC < 1e-9 * goal.capacityC) return undefined;
    currentA = landed.endA;
  }
  return undefined;
}

/** The current that brings the cell to the voltage at once, A. */
function initialCurrent(cell: Cell, voltageV: number): number {
  const excess = (currentA: number): number => cell.endVoltage(currentA, 0) - voltageV;
  return increasingRoot(excess, 0, 1e-3 * cell.nominalCurrentA, SOLVED_V);
}

function strideOf(cell: Cell, voltageV: number, startA: number, durationS: number): Stride {
  const excess = (endA: number): number => cell.endVoltage((startA + endA) / 2, durationS, endA) - voltageV;
  const fastA = secant(excess, [startA, 0.95 * startA], SOLVED_V, 10);
  const solved = Math.abs(excess(fastA)) < 10 * SOLVED_V;
  const endA = solved ? fastA : increasingRoot(excess, startA, 1e-3 * cell.nominalCurrentA, SOLVED_V);
  return { durationS, startA, endA };
}

function gentleStride(cell: Cell, voltageV: number, startA: number, wishS: number): Stride {
  let stride = strideOf(cell, voltageV, startA, wishS);
  while (!(change(cell, stride) <= LARGEST_CHANGE) && stride.durationS > SHORTEST_S) {
    stride = strideOf(cell, voltageV, startA, stride.durationS / 2);
  }
  return stride;
}

/** Against the current itself, or C/200 where it has nearly died away. */
function change(cell: Cell, { startA, endA }: Stride): number {
  return Math.abs(endA - startA) / Math.max(Math.abs(startA), cell.nominalCurrentA / 200);
}

function movedC({ startA, endA, durationS }: Stride): number {
  return (Math.abs(startA + endA) / 2) * durationS;
}

/** Shortens a stride that passes the cut-off current or the charge to be moved, so that it ends exactly there. */
function land(cell: Cell, voltageV: number, stride: Stride, goal: Ends): Stride {
  const overshoots = [
    { of: (s: Stride) => goal.currentA - Math.abs(s.endA), within: 1e-6 * goal.currentA },
    { of: (s: Stride) => movedC(s) - goal.capacityC, within: 1e-9 * goal.capacityC },
  ].filter(({ of }) => of(stride) > 0);
  return overshoots.reduce((shortest, { of, within }) => {
    if (of(shortest) <= 0) return shortest;
    const at = (durationS: number): Stride => strideOf(cell, voltageV, stride.startA, durationS);
    const atFrom = of({ ...stride, durationS: 0, endA: stride.startA });
    const bracket = { from: 0, to: shortest.durationS, atFrom, atTo: of(shortest) };
    return at(illinois((durationS) => of(at(durationS)), bracket, within, 30));
  }, stride);
}

function unregulated(cell: Cell, voltageV: number, currentA: number, limits: Limits): JobFault | undefined {
  if (Math.abs(currentA) > limits.maxCurrentA) {
    const amps = currentA.toPrecision(4);
    const message = `${amps} A would be needed to hold ${voltageV} V, limit ${limits.maxCurrentA} A; channel opened`;
    return { code: 'limit-current', message };
  }
  const reachedV = cell.endVoltage(currentA, 0);
  if (Math.abs(reachedV - voltageV) <= REGULATED_V) return undefined;
  return {
    code: 'regulation',
    message: `voltage ${reachedV.toFixed(4)} V where ${voltageV} V should be held`,
  };
}
