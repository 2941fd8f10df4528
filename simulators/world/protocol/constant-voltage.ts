/**
 * Constant voltage: in each stride the current runs straight from where it was to the value that holds the voltage at
 * the stride's end. Charge is then exactly what a trapezoidal sum over recorded rows gives.
 */
import type { Termination } from '../../../drivers/protocol.js';
import type { Cell } from '../cell/cell.js';
import { increasingRoot, secant } from '../numerics/root.js';
import { faultOf, goalsOf, type Goal, type StepRun } from './goal.js';
import { currentLimit, temperatureLimit } from './limit-goals.js';
import { pursue, type Drive } from './pursue.js';
import type { Point, Stride, Strides } from './stride.js';

/** Relative change of the current in a stride: above the first the stride is halved, below the second it may grow. */
const LARGEST_CHANGE = 0.09;
const SMALL_CHANGE = 0.045;
const GROWTH = 1.35;
const FIRST_S = 20;
const FLOOR_S = 0.05;
const LONGEST_S = 1800;
const SOLVED_V = 1e-8;
/** Side reactions of a stride are seen only in the next: millivolts while an empty electrode's potential is steep. */
const REGULATED_V = 0.05;

export function* constantVoltage(run: StepRun, voltageV: number, until: readonly Termination[]): Strides {
  const goals = [...goalsOf(run, until, 0), currentLimit(run), regulation(voltageV), temperatureLimit(run)];
  return faultOf(yield* pursue(run, heldVoltage(run.cell, voltageV), goals));
}

/** A step that no current can carry out any more. */
function regulation(voltageV: number): Goal {
  return {
    beyond: ({ end }) => Math.abs(end.voltageV - voltageV) - REGULATED_V,
    within: 0,
    fault: (at) => ({
      code: 'regulation',
      message: `voltage ${at.voltageV.toFixed(4)} V where ${voltageV} V should be held; channel opened`,
    }),
  };
}

function heldVoltage(cell: Cell, voltageV: number): Drive {
  return {
    startA: holdingCurrentA(cell, voltageV),
    firstS: FIRST_S,
    floorS: FLOOR_S,
    stride: (start, durationS) => held(cell, voltageV, start, durationS),
    isGentle: (stride) => change(cell, stride) <= LARGEST_CHANGE,
    nextS: (made) => Math.min(LONGEST_S, (change(cell, made) < SMALL_CHANGE ? GROWTH : 1) * made.durationS),
  };
}

/** The current that brings the cell to the voltage at once, A. */
export function holdingCurrentA(cell: Cell, voltageV: number): number {
  const excess = (currentA: number): number => cell.endVoltage(currentA, 0) - voltageV;
  return increasingRoot(excess, 0, 1e-3 * cell.nominalCurrentA, SOLVED_V);
}

function held(cell: Cell, voltageV: number, start: Point, durationS: number): Stride {
  const { currentA } = start;
  const excess = (endA: number): number =>
    cell.foreseenVoltage((currentA + endA) / 2, durationS, endA) - voltageV;
  const fastA = secant(excess, [currentA, 0.95 * currentA], SOLVED_V, 10);
  const solved = Math.abs(excess(fastA)) < 10 * SOLVED_V;
  const endA = solved ? fastA : increasingRoot(excess, currentA, 1e-3 * cell.nominalCurrentA, SOLVED_V);
  return { durationS, start, end: { currentA: endA, voltageV: voltageV + excess(endA) } };
}

/** Against the current itself, or C/200 where it has nearly died away. */
function change(cell: Cell, { start, end }: Stride): number {
  const size = Math.max(Math.abs(start.currentA), cell.nominalCurrentA / 200);
  return Math.abs(end.currentA - start.currentA) / size;
}
