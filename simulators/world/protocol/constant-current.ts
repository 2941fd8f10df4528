/** Constant current: strides bounded by lithium moved and by voltage change. */
import type { Termination } from '../../../drivers/protocol.js';
import type { Cell } from '../cell/cell.js';
import { faultOf, goalsOf, timeGoal, type Goal, type StepRun } from './goal.js';
import { temperatureLimit, voltageLimit } from './limit-goals.js';
import { pursue, type Drive } from './pursue.js';
import { instant, type Stride, type Strides } from './stride.js';

/** Largest change of graphite's stoichiometry in a stride: converged to 0.1 % of retention after 500 cycles. */
const LARGEST_MOVE = 0.01;
const FIRST_S = 10;
const GROWTH = 1.6;
const FLOOR_S = 2;
/** A larger voltage change halves the stride. */
const LARGEST_CHANGE_V = 0.025;

export function* constantCurrent(run: StepRun, currentA: number, until: readonly Termination[]): Strides {
  const goals = [...goalsOf(run, until, Math.sign(currentA)), ...freeLimits(run, currentA)];
  return faultOf(yield* pursue(run, steadyCurrent(run.cell, currentA), goals));
}

/** From rest to rest: the rows at both ends say what the current did to the voltage at once. */
export function* pulse(run: StepRun, currentA: number, durationS: number): Strides {
  yield instant({ currentA: 0, voltageV: run.cell.endVoltage(0, 0) });
  const goals = [timeGoal(run, durationS), ...freeLimits(run, currentA)];
  const fault = faultOf(yield* pursue(run, steadyCurrent(run.cell, currentA), goals));
  if (!fault) yield instant({ currentA: 0, voltageV: run.cell.endVoltage(0, 0) });
  return fault;
}

function freeLimits(run: StepRun, currentA: number): Goal[] {
  return [voltageLimit(run, Math.sign(currentA)), temperatureLimit(run)];
}

export function steadyCurrent(cell: Cell, currentA: number): Drive {
  return {
    startA: currentA,
    firstS: Math.min(FIRST_S, longestStrideS(cell, currentA)),
    floorS: FLOOR_S,
    stride: (start, durationS) => ({
      durationS,
      start,
      end: { currentA, voltageV: cell.foreseenVoltage(currentA, durationS) },
    }),
    isGentle: hasGentleVoltage,
    nextS: (made) => nextStrideS(cell, made),
  };
}

export function hasGentleVoltage({ start, end }: Stride): boolean {
  return Math.abs(end.voltageV - start.voltageV) <= LARGEST_CHANGE_V;
}

export function nextStrideS(cell: Cell, { durationS, end }: Stride): number {
  return Math.min(longestStrideS(cell, end.currentA), GROWTH * Math.max(durationS, 1));
}

export function longestStrideS(cell: Cell, currentA: number): number {
  return (LARGEST_MOVE * cell.state.graphiteCapacityC) / Math.abs(currentA);
}
