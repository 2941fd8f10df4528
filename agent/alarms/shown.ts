/** An alarm as operators are shown it: what it is, how it stands, and what to do. */
import type { Alarm } from './alarm.js';
import { phaseOf, type Phase, type Priority } from './alarm-state.js';
import { definitionOf } from './condition.js';

export interface ShownAlarm {
  readonly id: string;
  readonly definition: string;
  readonly source: string;
  readonly title: string;
  readonly priority: Priority;
  readonly phase: Phase;
  readonly text: string;
  /** Host time, ISO 8601, UTC. */
  readonly raisedAt: string;
  readonly shelvedUntil: string | null;
  readonly means: string;
  readonly consequence: string;
  readonly response: string;
  /** How long there is to act, h. */
  readonly withinH: number | null;
  /** Page of the documentation. */
  readonly page: string;
}

export function shown({ id, definition, source, priority, text, raisedAt, state }: Alarm): ShownAlarm {
  const known = definitionOf(definition);
  const { title = definition, means = '', consequence = '', response = '', withinH = null } = known ?? {};
  const untilMs = state.shelvedUntilMs;
  return {
    ...{ id, definition, source, title, priority, phase: phaseOf(state), text, raisedAt },
    shelvedUntil: untilMs === undefined ? null : new Date(untilMs).toISOString(),
    ...{ means, consequence, response, withinH, page: known ? `docs/${known.page}` : '' },
  };
}
