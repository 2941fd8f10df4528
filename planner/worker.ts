/** The entry of the planner's worker thread: one job in, one answer out. */
import { parentPort } from 'node:worker_threads';
import type { Job, JobAnswer } from './job.js';
import { toJobError } from './job.js';
import { plan } from './plan.js';
import { PlannerError } from './planner-error.js';

if (!parentPort) {
  throw new PlannerError(
    'crashed',
    'planner/worker is the entry of a worker thread: start it with PlannerClient',
  );
}
const port = parentPort;
port.on('message', (job: Job) => {
  port.postMessage(answer(job));
});

function answer({ id, request }: Job): JobAnswer {
  try {
    return { id, proposals: plan(request) };
  } catch (error) {
    return { id, error: toJobError(error) };
  }
}
