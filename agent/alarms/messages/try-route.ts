/** One attempt to bring a letter over a route, under a deadline. */
import type { Clock } from '../../../core/clock.js';
import { inTime } from '../../../drivers/transports/deadline.js';
import type { Route } from './route.js';
import type { Letter } from './wording.js';

/** How long an attempt may take, link time. */
const ATTEMPT_MS = 8000;

export interface Attempt {
  readonly name: string;
  readonly ok: boolean;
  /** What the other side said, or why it was not reached. */
  readonly answer: string;
}

/** Never rejects. */
export async function tryRoute(route: Route, letter: Letter, clock: Clock): Promise<Attempt> {
  const { name } = route;
  try {
    const answer = await inTime(clock, ATTEMPT_MS, (signal) => route.send(letter, signal));
    return { name, ok: true, answer };
  } catch (error) {
    return { name, ok: false, answer: error instanceof Error ? error.message : String(error) };
  }
}
