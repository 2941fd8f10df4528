/** What became of each step of an experiment, by its jobs at the instruments. */
import type { Job } from './experiment.js';

/** In the order in which an experiment takes them. */
const STEPS = [
  'formulate',
  'assemble',
  'load',
  'form',
  'age',
  'unload',
  'impedance',
  'weigh',
  'film',
  'discard',
];

export interface Step {
  readonly name: string;
  /** `to come` and `left out`: nothing was begun; else as the record has the latest job of it. */
  readonly state: string;
  /** Done, 0 to 1. What ended in any way has no more to do. */
  readonly share: number;
}

const UNDER_WAY = new Set(['intended', 'acknowledged']);

/** @param share of the step under way, 0 to 1 */
export function stepsOf(jobs: readonly Pick<Job, 'step' | 'state'>[], isOver: boolean, share: number): Step[] {
  return STEPS.map((name) => {
    const job = jobs.findLast(({ step }) => step === name);
    if (!job) return { name, state: isOver ? 'left out' : 'to come', share: 0 };
    if (!UNDER_WAY.has(job.state)) return { name, state: job.state, share: job.state === 'not-executed' ? 0 : 1 };
    return { name, state: 'under way', share: isOver ? 0 : share };
  });
}
