/** The entry of the thread in which the generative model learns and speaks. */
import { parentPort, workerData } from 'node:worker_threads';
import { SystemClock } from '../../core/clock.js';
import { PlannerError } from '../planner-error.js';
import { Listener } from './listener.js';
import type { Ask, FromThread, ThreadOptions } from './messages.js';

if (!parentPort) {
  throw new PlannerError(
    'crashed',
    'planner/experts/worker is the entry of a worker thread: start it with ExpertClient',
  );
}
const port = parentPort;
const tell = (message: FromThread): void => {
  port.postMessage(message);
};
const listener = new Listener(workerData as ThreadOptions, new SystemClock(), tell);

// Between two steps of a training the thread hears what is asked: answers do not wait for its end.
port.on('message', ({ id, ask }: { id: number; ask: Ask }) => {
  void listener.answer(ask).then(
    (answer) => {
      tell({ id, answer });
    },
    (error: unknown) => {
      tell({ id, answer: { silent: error instanceof Error ? error.message : String(error) } });
    },
  );
});
