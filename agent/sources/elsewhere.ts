/** What a campaign knows from elsewhere than its own cells, and what it may ask there. In the planner's words. */
import type { Observation, Pending, Source } from '../../planner/request.js';

export interface Elsewhere {
  readonly observations: readonly Observation[];
  /** What was asked and has no answer that could be learned from. */
  readonly pending: readonly Pending[];
  /** Of whom more can be bought. */
  readonly offers: readonly Source[];
  /** Sources of low fidelity of which no more can be bought. */
  readonly lowFidelity: readonly string[];
}

export const NOTHING_ELSEWHERE: Elsewhere = { observations: [], pending: [], offers: [], lowFidelity: [] };

/** What several say together. */
export function together(all: readonly Elsewhere[]): Elsewhere {
  return {
    observations: all.flatMap(({ observations }) => observations),
    pending: all.flatMap(({ pending }) => pending),
    offers: all.flatMap(({ offers }) => offers),
    lowFidelity: all.flatMap(({ lowFidelity }) => lowFidelity),
  };
}
