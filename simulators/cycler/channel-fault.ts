/** A channel whose converter sticks and whose supervision then trips: readings freeze, later the job fails. */
import type { Rng } from '../../core/rng.js';
import type { JobFault } from '../../drivers/instrument.js';

/** Both in test time, s. */
export interface FaultPlan {
  readonly freezesAtS: number;
  readonly failsAtS: number;
}

export const CHANNEL_FAULT: JobFault = {
  code: 'channel-hardware',
  message: 'self-test of the analogue-digital converter failed, relay opened',
};

/** Fixed by the stream alone: a job that is doomed is doomed however often the lab is run again. */
export function drawFault(rng: Rng, probability: number, expectedTimeS: number): FaultPlan | undefined {
  if (rng.uniform() >= probability) return undefined;
  const freezesAtS = expectedTimeS * (0.05 + 0.85 * rng.uniform());
  return { freezesAtS, failsAtS: freezesAtS + expectedTimeS * (0.01 + 0.04 * rng.uniform()) };
}
