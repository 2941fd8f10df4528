/**
 * One alarm as a state machine after ANSI/ISA-18.2 (alarm states and their transitions, as secondary sources give them):
 * pure, so that the same steps rebuild the state from the record. Shelved and suppressed alarms follow their condition
 * unseen; one that is still there when it comes back into view is announced anew.
 */

/** An alarm is an abnormal condition that somebody has to do something about. How soon and how much is at stake. */
export const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface AlarmState {
  /** The condition is there. */
  readonly active: boolean;
  /** Somebody has seen it, or there is nothing to see. */
  readonly acknowledged: boolean;
  /** Stays after its condition has gone, until somebody acknowledges that. */
  readonly latched: boolean;
  /** Put aside by a person until then, ms since the epoch, UTC. */
  readonly shelvedUntilMs: number | undefined;
  /** Put aside by the agent: what happens is expected. */
  readonly suppressed: boolean;
}

export const NORMAL: AlarmState = {
  active: false,
  acknowledged: true,
  latched: false,
  shelvedUntilMs: undefined,
  suppressed: false,
};

/** ISA-18.2: NORM, UNACK, ACKED, RTNUN, LTUNA, LTACK, SHLVD, DSUPR. */
export type Phase =
  | 'normal'
  | 'unacknowledged'
  | 'acknowledged'
  | 'returned-unacknowledged'
  | 'latched-unacknowledged'
  | 'latched-acknowledged'
  | 'shelved'
  | 'suppressed';

/** What can happen to an alarm. */
export type Change =
  | { readonly kind: 'raised' | 'cleared' | 'acknowledged' | 'unshelved' | 'suppressed' | 'unsuppressed' }
  | { readonly kind: 'shelved'; readonly untilMs: number };

export function phaseOf(state: AlarmState): Phase {
  const { active, acknowledged, latched } = state;
  if (state.shelvedUntilMs !== undefined) return 'shelved';
  if (state.suppressed) return 'suppressed';
  if (active) return acknowledged ? 'acknowledged' : 'unacknowledged';
  if (latched) return acknowledged ? 'latched-acknowledged' : 'latched-unacknowledged';
  return acknowledged ? 'normal' : 'returned-unacknowledged';
}

/** True while nobody has seen an alarm that is in view. */
export function wantsAttention(state: AlarmState): boolean {
  return !isHidden(state) && !state.acknowledged;
}

/** @param latching whether alarms of this kind stay until their end was acknowledged, too */
export function after(state: AlarmState, change: Change, latching: boolean): AlarmState {
  switch (change.kind) {
    case 'raised':
      return isHidden(state) ? { ...state, active: true } : announced(state, latching);
    case 'cleared':
      return { ...state, active: false };
    case 'acknowledged':
      return { ...state, acknowledged: true, latched: state.latched && state.active };
    case 'shelved':
      return { ...state, ...SEEN, shelvedUntilMs: change.untilMs };
    case 'unshelved':
      return backInView(state, { ...state, shelvedUntilMs: undefined }, latching);
    case 'suppressed':
      return { ...state, ...SEEN, suppressed: true };
    case 'unsuppressed':
      return backInView(state, { ...state, suppressed: false }, latching);
  }
}

/** Who puts an alarm aside knows of it. */
const SEEN = { acknowledged: true, latched: false };

function isHidden({ shelvedUntilMs, suppressed }: AlarmState): boolean {
  return shelvedUntilMs !== undefined || suppressed;
}

function announced(state: AlarmState, latching: boolean): AlarmState {
  return { ...state, active: true, acknowledged: false, latched: latching };
}

function backInView(before: AlarmState, state: AlarmState, latching: boolean): AlarmState {
  const appears = isHidden(before) && !isHidden(state);
  return appears && state.active ? announced(state, latching) : state;
}
