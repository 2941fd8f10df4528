/** What to ask when a cell that ages is not expected to become the best. */
import type { Question } from '../campaign/prompts.js';

export const END_EARLY = 'end-early';
export const GO_ON = 'go-on';

/** A cell that goes on costs time alone, so that is the default. */
export function isItWorthAgeing(experimentId: string, place: string, reason: string): Question {
  return {
    experimentId,
    place,
    question: `is the cell of ${experimentId} worth ageing on? ${reason}`,
    options: {
      [END_EARLY]: 'it is taken out now, and its capacity retention counts as an upper limit',
      [GO_ON]: 'it is aged to the end',
    },
    defaultOption: GO_ON,
  };
}
