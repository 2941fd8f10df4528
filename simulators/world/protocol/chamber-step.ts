/** Bringing the chamber to another temperature: the program goes on when its sensor is there. */
import { faultOf, timeGoal, type StepRun } from './goal.js';
import { temperatureLimit } from './limit-goals.js';
import { pursue } from './pursue.js';
import { openCircuit } from './rest.js';
import type { Strides } from './stride.js';

export function* setChamber(run: StepRun, temperatureK: number): Strides {
  run.thermostat.set(temperatureK);
  const goals = [timeGoal(run, run.thermostat.arrivalS), temperatureLimit(run)];
  return faultOf(yield* pursue(run, openCircuit(run.cell), goals));
}
