/** The entry of the planner's worker thread: one job in, one answer out. */
import { parentPort } from 'node:worker_threads';
import { design } from './design/design.js';
import type { AnswerOf, Job, JobAnswer, RequestOf, TaskName, Tasks } from './job.js';
import { toJobError } from './job.js';
import { plan } from './plan.js';
import { PlannerError } from './planner-error.js';

const TASKS: Tasks = { plan, design };

if (!parentPort) {
  throw new PlannerError(
    'crashed',
    'planner/worker is the entry of a worker thread: start it with PlannerClient',
  );
}
const port = parentPort;
port.on('message', (job: Job) => {
  port.postMessage(perform(job));
});

function perform<T extends TaskName>({ id, task, request }: Job<T>): JobAnswer<T> {
  try {
    const act = TASKS[task] as (request: RequestOf<T>) => AnswerOf<T>;
    return { id, answer: act(request) };
  } catch (error) {
    return { id, error: toJobError(error) };
  }
}
