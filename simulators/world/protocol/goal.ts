/** What ends a program step, as functions that cross zero: what it was asked to reach, and the limits it must not pass. */
import type { JobFault } from '../../../drivers/instrument.js';
import type { Limits, Termination } from '../../../drivers/protocol.js';
import type { Cell } from '../cell/cell.js';
import { INSTANT_S, movedC, type Point, type Stride } from './stride.js';
import { PERFECT_CHAMBER, Thermostat } from './thermostat.js';

export interface Goal {
  /** Below zero while the end of the stride lies short of the goal, above when it lies beyond. */
  beyond(stride: Stride): number;
  /** How near counts as there. */
  readonly within: number;
  /** Makes the goal a limit: the channel opens and the job fails. */
  fault?(at: Point): JobFault;
}

/** The goal that ended a step, and where. */
export interface Reached {
  readonly goal: Goal;
  readonly at: Point;
}

export function faultOf({ goal, at }: Reached): JobFault | undefined {
  return goal.fault?.(at);
}

/** What the strides of a program step have in common. */
export interface StepRun {
  readonly cell: Cell;
  readonly thermostat: Thermostat;
  readonly limits: Limits;
  /** Time and charge (A s) since the step began; grows as strides are made. */
  readonly done: { timeS: number; movedC: number };
}

/** The beginning of a step on a cell. */
export function stepRun(
  cell: Cell,
  limits: Limits,
  thermostat = new Thermostat(cell, PERFECT_CHAMBER),
): StepRun {
  return { cell, thermostat, limits, done: { timeS: 0, movedC: 0 } };
}

const WITHIN_V = 1e-6;
export const WITHIN_K = 1e-3;
/** Over which the slope of the voltage is taken, s. */
const SLOPE_S = 1;

/** @param sign of the current; at rest 0: then the side on which the step begins counts */
export function goalsOf(run: StepRun, until: readonly Termination[], sign: number): Goal[] {
  return until.map((end) => goalOf(run, end, sign));
}

function goalOf(run: StepRun, { quantity, value }: Termination, sign: number): Goal {
  const { cell, thermostat, done } = run;
  switch (quantity) {
    case 'voltage':
      return voltageGoal(value, sign || Math.sign(value - cell.endVoltage(0, 0)));
    case 'current':
      return { beyond: ({ end }) => value - Math.abs(end.currentA), within: 1e-6 * value };
    case 'time':
      return timeGoal(run, value);
    case 'capacity':
      return { beyond: (stride) => movedC(stride) - (value - done.movedC), within: 1e-9 * value };
    case 'voltage-rate':
      return { beyond: (stride) => value - slope(cell, stride), within: 1e-3 * value };
    case 'temperature': {
      const side = Math.sign(value - thermostat.reportedK());
      return {
        beyond: ({ durationS }) => side * (thermostat.reportedK(durationS) - value),
        within: WITHIN_K,
      };
    }
  }
}

export function timeGoal({ done }: StepRun, timeS: number): Goal {
  return { beyond: ({ durationS }) => durationS - (timeS - done.timeS), within: INSTANT_S };
}

/** @param sign 1 when the voltage is to rise to it, -1 to fall */
export function voltageGoal(voltageV: number, sign: number): Goal {
  return { beyond: ({ end }) => sign * (end.voltageV - voltageV), within: WITHIN_V };
}

/** |dV/dt| at the end of a stride, were its last current to flow on, V/s. */
function slope(cell: Cell, { durationS, start, end }: Stride): number {
  const totalC = ((start.currentA + end.currentA) / 2) * durationS + end.currentA * SLOPE_S;
  const laterS = durationS + SLOPE_S;
  return Math.abs(cell.foreseenVoltage(totalC / laterS, laterS, end.currentA) - end.voltageV) / SLOPE_S;
}
