/** Drives a cell stride by stride until the first of several goals is reached, landing on it exactly. */
import { illinois } from '../numerics/root.js';
import type { Goal, Reached, StepRun } from './goal.js';
import { instant, INSTANT_S, movedC, type Point, type Stride } from './stride.js';

/** How a program step drives the cell, and how long its strides may be. */
export interface Drive {
  /** The current with which the step begins, A. */
  readonly startA: number;
  /** Length of the first stride tried, s. */
  readonly firstS: number;
  /** A stride longer than this is halved as long as it is not gentle. */
  readonly floorS: number;
  /** The stride of this length from where the cell stands. */
  stride(start: Point, durationS: number): Stride;
  /** Whether so little changes in the stride that it can be made at once. */
  isGentle(stride: Stride): boolean;
  /** Length to try after this stride, s. */
  nextS(made: Stride): number;
}

/** Side reactions that set in move the voltage by more than was foreseen: shorter strides follow it then. */
const SURPRISE_V = 0.002;
const SHORTEST_S = 2;

/** Returns the goal that was reached; the first one when several are met together. */
export function* pursue(
  run: StepRun,
  drive: Drive,
  goals: readonly Goal[],
): Generator<Stride, Reached, void> {
  let currentA = drive.startA;
  for (let wishS = drive.firstS; ;) {
    const start = { currentA, voltageV: run.cell.endVoltage(currentA, 0) };
    const met = goals.find((goal) => goal.beyond(instant(start)) >= -goal.within);
    if (met) return { goal: met, at: start };
    const longest = gentleStride(drive, start, Math.min(wishS, run.thermostat.steadyS));
    const { stride, goal } = land(drive, longest, goals);
    if (stride.durationS > INSTANT_S) {
      yield stride;
      run.done.timeS += stride.durationS;
      run.done.movedC += movedC(stride);
    }
    if (goal) return { goal, at: stride.end };
    currentA = stride.end.currentA;
    const surpriseV = Math.abs(run.cell.endVoltage(currentA, 0) - stride.end.voltageV);
    wishS = surpriseV > SURPRISE_V ? Math.max(SHORTEST_S, stride.durationS / 2) : drive.nextS(stride);
  }
}

function gentleStride(drive: Drive, start: Point, wishS: number): Stride {
  let stride = drive.stride(start, wishS);
  while (!drive.isGentle(stride) && stride.durationS > drive.floorS) {
    stride = drive.stride(start, Math.max(drive.floorS / 2, stride.durationS / 2));
  }
  return stride;
}

interface Landed {
  readonly stride: Stride;
  readonly goal?: Goal;
}

/** Shortens a stride that reaches a goal, so that it ends there. */
function land(drive: Drive, longest: Stride, goals: readonly Goal[]): Landed {
  let landed: Landed = { stride: longest };
  for (const goal of goals) {
    const over = goal.beyond(landed.stride);
    if (over < -goal.within || (landed.goal && over <= goal.within)) continue;
    landed = { stride: over <= goal.within ? landed.stride : shortened(drive, landed.stride, goal), goal };
  }
  return landed;
}

function shortened(drive: Drive, stride: Stride, goal: Goal): Stride {
  const at = (durationS: number): Stride => drive.stride(stride.start, durationS);
  const beyond = (durationS: number): number => goal.beyond(at(durationS));
  const atFrom = goal.beyond(instant(stride.start));
  const bracket = { from: 0, to: stride.durationS, atFrom, atTo: goal.beyond(stride) };
  return at(illinois(beyond, bracket, goal.within, 60));
}
