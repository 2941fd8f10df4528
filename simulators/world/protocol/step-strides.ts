/** Each kind of program step, and how it advances. */
import { PULSE_S } from '../../../drivers/protocol.js';
import { setChamber } from './chamber-step.js';
import { constantCurrentConstantVoltage } from './constant-current-constant-voltage.js';
import { constantCurrent, pulse } from './constant-current.js';
import { constantPower } from './constant-power.js';
import { constantVoltage } from './constant-voltage.js';
import type { StepRun } from './goal.js';
import { impedanceSweep } from './impedance-sweep.js';
import type { Leaf } from './program.js';
import { rest } from './rest.js';
import type { Strides } from './stride.js';

export function stridesOf(leaf: Leaf, run: StepRun): Strides {
  switch (leaf.kind) {
    case 'rest':
      return rest(run, leaf);
    case 'temperature':
      return setChamber(run, leaf.temperatureK);
    case 'constant-current':
      return constantCurrent(run, leaf.currentA, leaf.until);
    case 'constant-voltage':
      return constantVoltage(run, leaf.voltageV, leaf.until);
    case 'constant-current-constant-voltage':
      return constantCurrentConstantVoltage(run, leaf);
    case 'constant-power':
      return constantPower(run, leaf.powerW, leaf.until);
    case 'pulse':
      return pulse(run, leaf.currentA, leaf.durationS ?? PULSE_S);
    case 'impedance':
      return impedanceSweep(run, leaf);
  }
}
