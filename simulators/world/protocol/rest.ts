/** Open circuit: strides that grow, since what relaxes slows down. */
import type { Step } from '../../../drivers/protocol.js';
import type { Cell } from '../cell/cell.js';
import { faultOf, goalsOf, timeGoal, type StepRun } from './goal.js';
import { temperatureLimit } from './limit-goals.js';
import { pursue, type Drive } from './pursue.js';
import type { Strides } from './stride.js';

const FIRST_S = 10;
const GROWTH = 1.6;
const LONGEST_S = 6 * 3600;

export function* rest(run: StepRun, { durationS, until = [] }: Step & { readonly kind: 'rest' }): Strides {
  const goals = [timeGoal(run, durationS), ...goalsOf(run, until, 0), temperatureLimit(run)];
  return faultOf(yield* pursue(run, openCircuit(run.cell), goals));
}

export function openCircuit(cell: Cell): Drive {
  return {
    startA: 0,
    firstS: FIRST_S,
    floorS: FIRST_S,
    stride: (start, durationS) => ({
      durationS,
      start,
      end: { currentA: 0, voltageV: cell.foreseenVoltage(0, durationS) },
    }),
    isGentle: () => true,
    nextS: ({ durationS }) => Math.min(LONGEST_S, GROWTH * durationS),
  };
}
