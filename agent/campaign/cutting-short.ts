/** Ending what is under way, through the signal that everything under way listens to. */
import { setMaxListeners } from 'node:events';

/** However many wait for its signal. */
export function heardByMany(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** What `work` comes to; undefined when it failed because `signal` ended it. */
export async function unlessCutShort<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
