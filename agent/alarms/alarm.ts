/** Alarms as their events leave them: the same steps at work and when the record is read again after a restart. */
import type { NewEvent } from '../record/lab-event.js';
import {
  after,
  NORMAL,
  phaseOf,
  PRIORITIES,
  wantsAttention,
  type AlarmState,
  type Change,
  type Priority,
} from './alarm-state.js';

export interface Alarm {
  /** Name of the definition and, after a dot, the source if it has one. */
  readonly id: string;
  readonly definition: string;
  readonly source: string;
  readonly priority: Priority;
  readonly latching: boolean;
  readonly text: string;
  /** Of the latest time, host time, ISO 8601, UTC. */
  readonly raisedAt: string;
  readonly state: AlarmState;
  /** Routes on which people were told since it came into view. */
  readonly told: readonly string[];
}

export type AlarmEvent = Extract<NewEvent, { kind: `alarm.${string}` | 'message.sent' }>;

/** All kinds of `AlarmEvent`. */
export const ALARM_EVENTS: readonly AlarmEvent['kind'][] = [
  'alarm.raised',
  'alarm.cleared',
  'alarm.acknowledged',
  'alarm.shelved',
  'alarm.unshelved',
  'alarm.suppressed',
  'alarm.unsuppressed',
  'message.sent',
];

/**
 * Brings `alarms`, by id, up to date with one more event. One that is back to normal is forgotten.
 * @param at of the event, host time, ISO 8601, UTC
 */
export function follow(alarms: Map<string, Alarm>, event: AlarmEvent, at: string): void {
  if (event.kind === 'message.sent') {
    for (const id of event.body.alarms) tell(alarms, id, event.subject);
    return;
  }
  const alarm = event.kind === 'alarm.raised' ? raised(alarms, event, at) : alarms.get(event.subject);
  if (!alarm) return;
  const state = after(alarm.state, changeOf(event), alarm.latching);
  if (phaseOf(state) === 'normal') alarms.delete(alarm.id);
  else alarms.set(alarm.id, { ...alarm, state, told: isNews(event, state) ? [] : alarm.told });
}

/** The most urgent first, then the oldest. */
export function byUrgency(a: Alarm, b: Alarm): number {
  const urgency = PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority);
  return urgency || a.raisedAt.localeCompare(b.raisedAt) || a.id.localeCompare(b.id);
}

type Of<K extends AlarmEvent['kind']> = Extract<AlarmEvent, { kind: K }>;

function raised(alarms: ReadonlyMap<string, Alarm>, event: Of<'alarm.raised'>, at: string): Alarm {
  const before = alarms.get(event.subject);
  const { state, told } = before ?? { state: NORMAL, told: [] };
  return { ...event.body, id: event.subject, raisedAt: at, state, told };
}

function tell(alarms: Map<string, Alarm>, id: string, route: string): void {
  const alarm = alarms.get(id);
  if (alarm && !alarm.told.includes(route)) alarms.set(id, { ...alarm, told: [...alarm.told, route] });
}

function changeOf(event: Exclude<AlarmEvent, Of<'message.sent'>>): Change {
  if (event.kind === 'alarm.shelved') return { kind: 'shelved', untilMs: Date.parse(event.body.until) };
  const kind = event.kind.slice('alarm.'.length) as Exclude<Change['kind'], 'shelved'>;
  return { kind };
}

/** Each time that it comes into view people are told anew. */
function isNews({ kind }: AlarmEvent, state: AlarmState): boolean {
  const appears = kind === 'alarm.raised' || kind === 'alarm.unshelved' || kind === 'alarm.unsuppressed';
  return appears && wantsAttention(state);
}
