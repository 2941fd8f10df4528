/** What is said of a campaign that has come to its end by itself. */
import { RULES } from '../../config/own-names.js';
import type { Imposed } from './hold.js';

export const COMPLETED: Imposed = {
  state: 'completed',
  reason: 'the budget is spent or the target is met',
  actor: RULES,
};

export function nothingTo(verb: string): Error {
  const advice = 'with more experiments in its budget it goes on when the agent is started anew';
  return new Error(`there is nothing to ${verb}: the campaign has completed, ${COMPLETED.reason}; ${advice}`);
}
