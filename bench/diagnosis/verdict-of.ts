/** A trial as the audit of a lab judges an experiment: by the words and by who is blamed. */
import type { Verdict } from '../../agent/audit/confusion.js';
import { verdictsOf } from '../../agent/audit/verdicts.js';
import type { Trial } from './trial.js';

/** Of several true causes the one that was diagnosed counts, or else the first. */
export function verdictOf({ id, truths, experiment, failure }: Trial): Verdict {
  const journal = truths.map((fault) => ({
    ...{ kind: 'fault' as const, instrument: 'lab', labMs: 0 },
    jobId: `${id}.trial`,
    fault,
  }));
  const [verdict] = verdictsOf([{ id, status: experiment.status, failure }], journal);
  if (!verdict) throw new Error(`expected trial ${id} to have ended of itself, it is ${experiment.status}`);
  return { truth: verdict.truth, said: verdict.said };
}
