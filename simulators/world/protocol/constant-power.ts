/** Constant power: the current follows the voltage, straight within a stride, right at its end. */
import type { Termination } from '../../../drivers/protocol.js';
import type { Cell } from '../cell/cell.js';
import { secant } from '../numerics/root.js';
import { hasGentleVoltage, longestStrideS, nextStrideS } from './constant-current.js';
import { faultOf, goalsOf, type Goal, type StepRun } from './goal.js';
import { currentLimit, temperatureLimit, voltageLimit } from './limit-goals.js';
import { pursue, type Drive } from './pursue.js';
import type { Strides } from './stride.js';

const FIRST_S = 10;
const FLOOR_S = 2;
/** Of the power asked for. */
const SOLVED = 1e-9;
const REGULATED = 1e-3;

export function* constantPower(run: StepRun, powerW: number, until: readonly Termination[]): Strides {
  const sign = Math.sign(powerW);
  const goals = [
    ...goalsOf(run, until, sign),
    voltageLimit(run, sign),
    currentLimit(run),
    temperatureLimit(run),
    regulation(powerW),
  ];
  return faultOf(yield* pursue(run, steadyPower(run.cell, powerW), goals));
}

/** A cell that cannot give or take the power at any current. */
function regulation(powerW: number): Goal {
  return {
    beyond: ({ end }) => Math.abs((end.currentA * end.voltageV) / powerW - 1) - REGULATED,
    within: 0,
    fault: ({ currentA, voltageV }) => ({
      code: 'regulation',
      message: `${(currentA * voltageV).toPrecision(4)} W where ${powerW} W should flow; channel opened`,
    }),
  };
}

function steadyPower(cell: Cell, powerW: number): Drive {
  const endA = (fromA: number, durationS: number): number =>
    solvedA(powerW, fromA, (toA) =>
      cell.foreseenVoltage(durationS > 0 ? (fromA + toA) / 2 : toA, durationS, toA),
    );
  const startA = endA(powerW / Math.max(0.1, cell.endVoltage(0, 0)), 0);
  return {
    startA,
    firstS: Math.min(FIRST_S, longestStrideS(cell, startA)),
    floorS: FLOOR_S,
    stride: (start, durationS) => {
      const currentA = endA(start.currentA, durationS);
      const meanA = (start.currentA + currentA) / 2;
      return {
        durationS,
        start,
        end: { currentA, voltageV: cell.foreseenVoltage(meanA, durationS, currentA) },
      };
    },
    isGentle: hasGentleVoltage,
    nextS: (made) => nextStrideS(cell, made),
  };
}

function solvedA(powerW: number, guessA: number, voltageV: (currentA: number) => number): number {
  const excess = (currentA: number): number => (currentA * voltageV(currentA)) / powerW - 1;
  return secant(excess, [guessA, 1.01 * guessA], SOLVED, 20);
}
