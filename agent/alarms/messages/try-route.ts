/** One attempt to bring a letter over a route, under a deadline. */
import type { Clock } from '../../../core/clock.js';
import { withDeadline } from '../../../drivers/transports/deadline.js';
import type { Route } from './route.js';
import type { Letter } from './wording.js';

/** How long an attempt may take, link time. */
export const ATTEMPT_MS = 8000;

export interface Attempt {
  readonly name: string;
  readonly ok: boolean;
  /** What the other side said, or why it was not reached. */
  readonly answer: string;
}

/** Never rejects. */
export async function tryRoute(route: Route, letter: Letter, clock: Clock): Promise<Attempt> {
  const over = new AbortController();
  const late = (): Error => {
    const error = new Error(`no answer within ${ATTEMPT_MS / 1000} s`);
    over.abort(error);
    return error;
  };
  const { name } = route;
  try {
    const answer = await withDeadline(clock, ATTEMPT_MS, route.send(letter, over.signal), late);
    return { name, ok: true, answer };
  } catch (error) {
    return { name, ok: false, answer: error instanceof Error ? error.message : String(error) };
  }
}
