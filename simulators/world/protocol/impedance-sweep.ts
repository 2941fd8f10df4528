/** Impedance at the channel: the cell rests while one frequency after the other is measured. */
import type { Step } from '../../../drivers/protocol.js';
import { sweepFrequenciesHz } from '../measurement/impedance.js';
import { faultOf, timeGoal, type StepRun } from './goal.js';
import { temperatureLimit } from './limit-goals.js';
import { pursue } from './pursue.js';
import { openCircuit } from './rest.js';
import { instant, type Strides } from './stride.js';

/** An analyser integrates over whole periods, and over some time at the least (choices). */
const PERIODS = 3;
const SHORTEST_S = 0.5;

export function* impedanceSweep(
  run: StepRun,
  { fromHz, toHz, perDecade }: Step & { readonly kind: 'impedance' },
): Strides {
  let dueS = 0;
  for (const sweepHz of sweepFrequenciesHz(fromHz, toHz, perDecade)) {
    dueS += pointS(sweepHz);
    const goals = [timeGoal(run, dueS), temperatureLimit(run)];
    const fault = faultOf(yield* pursue(run, openCircuit(run.cell), goals));
    if (fault) return fault;
    yield { ...instant({ currentA: 0, voltageV: run.cell.endVoltage(0, 0) }), sweepHz };
  }
  return undefined;
}

function pointS(frequencyHz: number): number {
  return Math.max(SHORTEST_S, PERIODS / frequencyHz);
}

/** How long a sweep takes, s. */
export function sweepTimeS({ fromHz, toHz, perDecade }: Step & { readonly kind: 'impedance' }): number {
  return sweepFrequenciesHz(fromHz, toHz, perDecade).reduce((sum, hz) => sum + pointS(hz), 0);
}
