/** What a protocol will take, about: good enough for a progress bar. */
import { PULSE_S, type Step, type Termination } from '../../../drivers/protocol.js';
import { sweepTimeS } from './impedance-sweep.js';

/** A held voltage without a time limit is expected to last this long, s. */
const HOLD_S = 2400;
/** From one chamber temperature to the next, s. */
const RAMP_S = 600;
/** A cell's usual voltage, V. */
const TYPICAL_V = 3.7;

export function expectedTimeS(steps: readonly Step[], nominalCapacityC: number): number {
  return steps.reduce((sum, step) => sum + stepTimeS(step, nominalCapacityC), 0);
}

function stepTimeS(step: Step, nominalCapacityC: number): number {
  switch (step.kind) {
    case 'rest':
      return Math.min(step.durationS, least(step.until ?? [], 'time'));
    case 'temperature':
      return RAMP_S;
    case 'constant-current':
      return flowS(step.until, step.currentA, nominalCapacityC);
    case 'constant-voltage':
      return Math.min(HOLD_S, least(step.until, 'time'));
    case 'constant-current-constant-voltage':
      return Math.min(HOLD_S + flowS(step.until, step.currentA, nominalCapacityC), least(step.until, 'time'));
    case 'constant-power':
      return flowS(step.until, step.powerW / TYPICAL_V, nominalCapacityC);
    case 'pulse':
      return step.durationS ?? PULSE_S;
    case 'impedance':
      return sweepTimeS(step);
    case 'loop':
      return step.times * expectedTimeS(step.steps, nominalCapacityC);
  }
}

function flowS(until: readonly Termination[], currentA: number, nominalCapacityC: number): number {
  const capacityC = Math.min(nominalCapacityC, least(until, 'capacity'));
  return Math.min(least(until, 'time'), capacityC / Math.abs(currentA));
}

function least(until: readonly Termination[], quantity: Termination['quantity']): number {
  return Math.min(Infinity, ...until.filter((end) => end.quantity === quantity).map(({ value }) => value));
}
