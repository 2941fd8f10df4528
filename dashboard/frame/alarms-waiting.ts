import type { Topics } from '../data/topics.js';
import { PRIORITIES, type Priority } from '../parts/mark.js';

export interface WaitingAlarm {
  readonly id: string;
  readonly priority: Priority;
  readonly phase: string;
  readonly title: string;
  /** What it is about; empty where there is one of its kind. */
  readonly source: string;
  readonly text: string;
  readonly response: string;
  readonly raisedAt: string;
  /** By the people's clock; null unless it is put aside. */
  readonly shelvedUntil: string | null;
}

/** Alarms that nobody has seen yet, the most urgent first. */
export function waitingAlarms(topics: Topics): WaitingAlarm[] {
  return allAlarms(topics).filter(({ phase }) => phase.endsWith('unacknowledged'));
}

/** Every alarm that is up, the most urgent first. */
export function allAlarms(topics: Topics): WaitingAlarm[] {
  return [...topics.below('alarm').value]
    .map(([id, { body }]) => ({ ...(body as unknown as Omit<WaitingAlarm, 'id'>), id }))
    .sort(
      (a, b) =>
        PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) ||
        b.raisedAt.localeCompare(a.raisedAt),
    );
}
