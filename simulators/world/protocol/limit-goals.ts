/** The limits that the tester itself enforces while a step runs. */
import type { JobFault } from '../../../drivers/instrument.js';
import { voltageGoal, WITHIN_K, type Goal, type StepRun } from './goal.js';

/** The chamber must not be too hot, whatever the step. */
export function temperatureLimit({ thermostat, limits: { maxTemperatureK } }: StepRun): Goal {
  return {
    // A little above, so that a chamber set to the limit itself may run.
    beyond: ({ durationS }) => thermostat.reportedK(durationS) - maxTemperatureK - 2 * WITHIN_K,
    within: WITHIN_K,
    fault: () =>
      opened('temperature', `chamber at ${thermostat.reportedK().toFixed(2)} K, limit ${maxTemperatureK} K`),
  };
}

/** A current that the step does not fix itself must not grow too large. */
export function currentLimit({ limits: { maxCurrentA } }: StepRun): Goal {
  return {
    // A little above, so that a step at the limit itself may run.
    beyond: ({ end }) => Math.abs(end.currentA) / maxCurrentA - 1 - 2e-6,
    within: 1e-6,
    fault: ({ currentA }) =>
      opened('current', `${currentA.toPrecision(4)} A would be needed, limit ${maxCurrentA} A`),
  };
}

/** @param sign of the current: the voltage limit holds in its direction */
export function voltageLimit({ limits: { minVoltageV, maxVoltageV } }: StepRun, sign: number): Goal {
  return {
    ...voltageGoal(sign > 0 ? maxVoltageV : minVoltageV, sign),
    fault: ({ voltageV }) =>
      opened('voltage', `voltage ${voltageV.toFixed(4)} V, limits ${minVoltageV} to ${maxVoltageV} V`),
  };
}

function opened(limit: 'voltage' | 'current' | 'temperature', message: string): JobFault {
  return { code: `limit-${limit}`, message: `${message}; channel opened` };
}
