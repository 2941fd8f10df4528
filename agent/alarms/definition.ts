/** What an alarm is before it ever goes off: agreed beforehand, so that whoever is woken by it knows what to do. */
import type { Priority } from './alarm-state.js';
import type { Delays } from './delay.js';

export interface AlarmDefinition extends Partial<Delays> {
  /** In a few words. */
  readonly title: string;
  readonly priority: Priority;
  /** `state`: there as long as its condition is. `happening`: something that happened and is over; it latches. */
  readonly kind: 'state' | 'happening';
  /** What each alarm of this kind is about; absent when the lab has one of the kind. */
  readonly source?: string;
  readonly means: string;
  readonly consequence: string;
  readonly response: string;
  /** How long there is to act, h. */
  readonly withinH: number;
  /** Page of the documentation, below `docs/`. */
  readonly page: string;
}
