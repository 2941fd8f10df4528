/** What events say of alarms, and of the messages about them. */
import type { Priority } from '../../alarms/alarm-state.js';

export interface AlarmBodies {
  /** `subject` of every event of an alarm is its id: its definition's name and, after a dot, its source if it has one. */
  'alarm.raised': {
    readonly definition: string;
    readonly source: string;
    readonly priority: Priority;
    readonly latching: boolean;
    readonly text: string;
  };
  'alarm.cleared': Readonly<Record<string, never>>;
  'alarm.acknowledged': { readonly actor: string; readonly note: string };
  'alarm.shelved': {
    readonly actor: string;
    readonly note: string;
    /** Host time, ISO 8601, UTC. */
    readonly until: string;
  };
  /** By an operator, or by `time`. */
  'alarm.unshelved': { readonly actor: string; readonly note: string };
  'alarm.suppressed': { readonly reason: string };
  'alarm.unsuppressed': Readonly<Record<string, never>>;
  /** A message about these alarms was taken over by a route; `subject` is its name. */
  'message.sent': {
    readonly alarms: readonly string[];
    readonly summary: boolean;
    readonly tries: number;
    /** What the route said. */
    readonly answer: string;
  };
  /** A route has failed several times in a row; it is tried again. */
  'message.failed': { readonly tries: number; readonly reason: string };
  notice: { readonly level: 'info' | 'warning' | 'alarm'; readonly text: string };
}
