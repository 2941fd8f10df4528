/** What kinds of failure there are: the word for each cause, its category, and whose it is. */
import type { Attribution, FailureCategory } from '../outcome.js';

export interface Kind {
  readonly cause: string;
  readonly category: FailureCategory;
  readonly attribution: Attribution;
}

export const machine = (cause: string, category: FailureCategory = 'equipment_failure'): Kind => ({
  cause,
  category,
  attribution: 'machine',
});

export const recipe = (cause: string, category: FailureCategory = 'other'): Kind => ({
  cause,
  category,
  attribution: 'recipe',
});
