/** Constant current up (or down) to a voltage, which is then held: one step, one count of time and charge. */
import type { Step } from '../../../drivers/protocol.js';
import { steadyCurrent } from './constant-current.js';
import { constantVoltage, holdingCurrentA } from './constant-voltage.js';
import { faultOf, goalsOf, voltageGoal, type StepRun } from './goal.js';
import { temperatureLimit } from './limit-goals.js';
import { pursue } from './pursue.js';
import type { Strides } from './stride.js';

type CurrentThenVoltage = Step & { readonly kind: 'constant-current-constant-voltage' };

/** The cut-off current counts while the voltage is held. A cell that is beyond the voltage at rest is left alone. */
export function* constantCurrentConstantVoltage(
  run: StepRun,
  { currentA, voltageV, until }: CurrentThenVoltage,
): Strides {
  const sign = Math.sign(currentA);
  const atVoltage = voltageGoal(voltageV, sign);
  const always = until.filter(({ quantity }) => quantity !== 'current');
  const goals = [...goalsOf(run, always, sign), atVoltage, temperatureLimit(run)];
  const reached = yield* pursue(run, steadyCurrent(run.cell, currentA), goals);
  if (reached.goal !== atVoltage) return faultOf(reached);
  return holdingCurrentA(run.cell, voltageV) * sign > 0
    ? yield* constantVoltage(run, voltageV, until)
    : undefined;
}
