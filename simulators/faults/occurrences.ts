/** When rare things happen in lab time: a Poisson process that anybody who knows its stream finds the same again. */
import type { Rng } from '../../core/rng.js';

const DAY_S = 86_400;

export interface Occurrence {
  /** Since the lab first started, s. */
  readonly atS: number;
  /** Its own luck: how bad it is, how long it takes. */
  readonly rng: Rng;
}

/**
 * What happens in `[fromS, toS)`. Every day has a stream of its own, so that no start or stop changes what comes.
 * @param perDay mean number a day
 */
export function occurrences(rng: Rng, perDay: number, fromS: number, toS: number): Occurrence[] {
  const found: Occurrence[] = [];
  if (perDay <= 0) return found;
  for (let day = Math.max(0, Math.floor(fromS / DAY_S)); day * DAY_S < toS; day++) {
    found.push(...ofDay(rng.split(`day/${day}`), perDay, day));
  }
  return found.filter(({ atS }) => atS >= fromS && atS < toS);
}

function ofDay(rng: Rng, perDay: number, day: number): Occurrence[] {
  const found: Occurrence[] = [];
  for (let share = wait(rng, perDay); share < 1; share += wait(rng, perDay)) {
    found.push({ atS: DAY_S * (day + share), rng: rng.split(String(found.length)) });
  }
  return found;
}

/** Exponential, in days. */
function wait(rng: Rng, perDay: number): number {
  return -Math.log(1 - rng.uniform()) / perDay;
}
