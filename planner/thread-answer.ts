/** Waiting for a worker thread to answer one job. */
import type { Worker } from 'node:worker_threads';
import { abortReason } from '../core/clock.js';
import type { JobAnswer, TaskName } from './job.js';
import { PlannerError } from './planner-error.js';

/** Rejects with `crashed` when the thread ends first. @param done when nobody waits any more */
export function answerOf<T extends TaskName>(
  worker: Worker,
  id: number,
  done: AbortSignal,
): Promise<JobAnswer<T>> {
  return new Promise((resolve, reject) => {
    const onMessage = (answer: JobAnswer<T>): void => {
      if (answer.id === id) resolve(answer);
    };
    const onError = (cause: Error): void => {
      reject(
        new PlannerError(
          'crashed',
          `planning job ${id}: its thread failed: ${cause.message}`,
          { id },
          { cause },
        ),
      );
    };
    const onExit = (code: number): void => {
      reject(
        new PlannerError('crashed', `planning job ${id}: its thread ended with code ${code}`, { id, code }),
      );
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    done.addEventListener(
      'abort',
      () => {
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      },
      { once: true },
    );
  });
}

/** Rejects once `signal` is aborted, unless `done` comes first. */
export function abortion(signal: AbortSignal, done: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        reject(aborted(signal));
      },
      { once: true, signal: done },
    );
  });
}

export function aborted(signal: AbortSignal): PlannerError {
  const cause = abortReason(signal);
  return new PlannerError('aborted', `planning was aborted: ${cause.message}`, {}, { cause });
}
