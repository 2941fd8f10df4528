/** What people may do with an alarm, and why not when they may not. */
import { phaseOf, type AlarmState, type Priority } from './alarm-state.js';

/** How long an alarm is put aside unless somebody says otherwise, and at most, s. */
export const SHELVE_S = { usual: 3600, longest: 86_400 };

/** @returns why it cannot be acknowledged; undefined when it can */
export function objectionToAcknowledge(state: AlarmState): string | undefined {
  const phase = phaseOf(state);
  const isAwaited = !state.acknowledged || phase === 'latched-acknowledged';
  return isAwaited ? undefined : `it is ${phase}: there is nothing to acknowledge`;
}

/** @returns why it cannot be shelved for so long; undefined when it can */
export function objectionToShelve(
  state: AlarmState,
  priority: Priority,
  forS: number,
  reason: string,
): string | undefined {
  if (priority === 'critical') return 'a critical alarm is never shelved: see to its cause';
  if (reason.trim() === '') return 'give a reason: whoever comes next wants to know why it is put aside';
  if (!(forS > 0 && forS <= SHELVE_S.longest)) {
    return `${forS} s is not possible: shelve it for more than 0 and at most ${SHELVE_S.longest} s`;
  }
  return phaseOf(state) === 'suppressed' ? 'it is suppressed already' : undefined;
}

/** @returns why it cannot be unshelved; undefined when it can */
export function objectionToUnshelve(state: AlarmState): string | undefined {
  const phase = phaseOf(state);
  return phase === 'shelved' ? undefined : `it is ${phase}, not shelved`;
}
