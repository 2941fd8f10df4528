/** What may be an alarm: a condition that somebody saw, before delays and before what people have put aside. */
import type { NewEvent } from '../record/lab-event.js';
import type { Delays } from './delay.js';
import type { AlarmDefinition } from './definition.js';
import { DEFINITIONS, type DefinitionId } from './definitions.js';

export interface Condition {
  readonly definition: DefinitionId;
  /** What it is about, where the definition says that there can be several. */
  readonly source?: string;
  /** What was seen, with numbers and units. */
  readonly text: string;
}

export function idOf({ definition, source }: Omit<Condition, 'text'>): string {
  return source === undefined ? definition : `${definition}.${source}`;
}

/** The event that says that it is there. */
export function raisedBy(condition: Condition): Extract<NewEvent, { kind: 'alarm.raised' }> {
  const { definition, source = '', text } = condition;
  const { priority, kind } = DEFINITIONS[definition];
  const latching = kind === 'happening';
  const body = { definition, source, priority, latching, text };
  return { kind: 'alarm.raised', subject: idOf(condition), body };
}

/** Of a definition, by its name; none for one that this version does not know. */
export function delaysOf(definition: string): Delays {
  const { onDelayS = 0, offDelayS = 0 } = definitionOf(definition) ?? {};
  return { onDelayS, offDelayS };
}

/** @returns undefined for a name that this version does not know */
export function definitionOf(id: string): AlarmDefinition | undefined {
  return Object.hasOwn(DEFINITIONS, id) ? DEFINITIONS[id as DefinitionId] : undefined;
}
