/**
 * The alarms of a lab. They follow conditions through their delays, take what people do with them, and are events of the
 * record, from which a restart takes them up. A record that cannot be written hides no alarm: what happens meanwhile is
 * known here, and written when that is possible again.
 */
import type { Clock } from '../../core/clock.js';
import type { NewEvent } from '../record/lab-event.js';
import type { LabRecord } from '../record/record.js';
import { wantsAttention } from './alarm-state.js';
import { byUrgency, follow, type Alarm, type AlarmEvent } from './alarm.js';
import { delaysOf, idOf, raisedBy, type Condition } from './condition.js';
import { delayed, type Delayed } from './delay.js';
import { recordedAlarms } from './recorded.js';
import { objectionToAcknowledge, objectionToShelve, objectionToUnshelve } from './shelving.js';
import { UnwrittenEvents } from './unwritten-events.js';

export interface AlarmsParts {
  readonly record: Pick<LabRecord, 'append' | 'db'>;
  /** Of the people: delays and shelving are theirs, not the lab's. */
  readonly clock: Clock;
  /** Why an alarm is expected, if it is: people then need not be told. */
  readonly expected: (alarm: Pick<Alarm, 'definition' | 'source'>) => string | undefined;
  readonly onTrouble: (error: Error) => void;
}

/** Told what has changed, after it was noted: each as it was or is, by id. */
export type AlarmListener = (ids: ReadonlySet<string>) => void;

export class Alarms {
  private alarms = new Map<string, Alarm>();
  private readonly delays = new Map<string, Delayed>();
  private readonly listeners = new Set<AlarmListener>();
  private readonly unwritten: UnwrittenEvents;

  constructor(private readonly parts: AlarmsParts) {
    this.unwritten = new UnwrittenEvents(parts.record, parts.onTrouble);
  }

  /** Takes up what the record holds. To be called once, before anything else. */
  async load(): Promise<void> {
    this.alarms = await recordedAlarms(this.parts.record.db);
  }

  /** All that are not normal, the most urgent first. */
  get list(): Alarm[] {
    return this.where(() => true);
  }

  /** Those of them that are wanted, in the same order. */
  where(isWanted: (alarm: Alarm) => boolean): Alarm[] {
    return [...this.alarms.values()].filter(isWanted).sort(byUrgency);
  }

  /** How many nobody has seen. */
  get unseen(): number {
    return [...this.alarms.values()].filter(({ state }) => wantsAttention(state)).length;
  }

  get(id: string): Alarm | undefined {
    return this.alarms.get(id);
  }

  /** Why the record could not be written, while events of alarms wait for it. */
  get unwritable(): string | undefined {
    return this.unwritten.trouble;
  }

  onChange(listener: AlarmListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * To be called every second or so. Never rejects.
   * @param conditions all that are there now; alarms about others are over, after their off-delay
   */
  observe(conditions: readonly Condition[]): Promise<void> {
    const seen = new Map(conditions.map((condition) => [idOf(condition), condition]));
    const active = [...this.alarms.values()].filter(({ state }) => state.active);
    const ids = new Set([...seen.keys(), ...this.delays.keys(), ...active.map(({ id }) => id)]);
    return this.note([...ids].flatMap((id) => this.seeing(id, seen.get(id))));
  }

  /** Something happened and is over. Never rejects. */
  strike(condition: Condition): Promise<void> {
    return this.note([raisedBy(condition), { kind: 'alarm.cleared', subject: idOf(condition), body: {} }]);
  }

  /** @throws {Error} when there is nothing to acknowledge */
  async acknowledge(actor: string, id: string, note: string): Promise<void> {
    const { state } = this.known(id);
    this.refuse(id, objectionToAcknowledge(state));
    await this.note([{ kind: 'alarm.acknowledged', subject: id, body: { actor, note } }]);
  }

  /** @throws {Error} when it may not be put aside, not so long, or not without a reason */
  async shelve(actor: string, id: string, forS: number, note: string): Promise<void> {
    const { state, priority } = this.known(id);
    this.refuse(id, objectionToShelve(state, priority, forS, note));
    const until = new Date(this.parts.clock.now() + 1000 * forS).toISOString();
    await this.note([{ kind: 'alarm.shelved', subject: id, body: { actor, note, until } }]);
  }

  /** @throws {Error} when it is not shelved */
  async unshelve(actor: string, id: string, note: string): Promise<void> {
    this.refuse(id, objectionToUnshelve(this.known(id).state));
    await this.note([{ kind: 'alarm.unshelved', subject: id, body: { actor, note } }]);
  }

  /** What became of a message to people. Never rejects. */
  log(event: Extract<NewEvent, { kind: `message.${string}` }>): Promise<void> {
    if (event.kind === 'message.sent') return this.note([event]);
    return this.unwritten.write([event]);
  }

  /** Resolves when nothing is being written. */
  settled(): Promise<void> {
    return this.unwritten.write([]);
  }

  private known(id: string): Alarm {
    const alarm = this.alarms.get(id);
    if (alarm) return alarm;
    const known = [...this.alarms.keys()].join(', ') || 'none';
    throw new Error(`'${id}' is no alarm that is up (up: ${known})`);
  }

  private refuse(id: string, objection: string | undefined): void {
    if (objection !== undefined) throw new Error(`${id}: ${objection}`);
  }

  private seeing(id: string, condition: Condition | undefined): AlarmEvent[] {
    const { alarms, delays, parts } = this;
    const alarm = alarms.get(id);
    const before = delays.get(id) ?? { holds: alarm?.state.active ?? false, differsSinceMs: undefined };
    const definition = condition?.definition ?? alarm?.definition ?? id;
    const now = delayed(before, condition !== undefined, parts.clock.monotonic(), delaysOf(definition));
    if (!now.holds && now.differsSinceMs === undefined) delays.delete(id);
    else delays.set(id, now);
    if (now.holds === before.holds) return [];
    return [condition ? raisedBy(condition) : { kind: 'alarm.cleared', subject: id, body: {} }];
  }

  private note(events: readonly AlarmEvent[]): Promise<void> {
    const changed = new Set<string>();
    const noted = [...this.followed(events, changed), ...this.followed(this.putAside(), changed)];
    if (changed.size > 0) for (const listener of this.listeners) listener(changed);
    return this.unwritten.write(noted);
  }

  private followed(events: readonly AlarmEvent[], changed: Set<string>): readonly AlarmEvent[] {
    const at = new Date(this.parts.clock.now()).toISOString();
    for (const event of events) {
      follow(this.alarms, event, at);
      if (event.kind !== 'message.sent') changed.add(event.subject);
    }
    return events;
  }

  /** Shelves whose time is over, and what is expected, or no longer. */
  private putAside(): AlarmEvent[] {
    const nowMs = this.parts.clock.now();
    return [...this.alarms.values()].flatMap((alarm): AlarmEvent[] => {
      const { id: subject, state } = alarm;
      const reason = this.parts.expected(alarm);
      const events: AlarmEvent[] = [];
      if ((state.shelvedUntilMs ?? Infinity) <= nowMs)
        events.push({ kind: 'alarm.unshelved', subject, body: { actor: 'time', note: 'its time is over' } });
      if (reason !== undefined && state.active && !state.suppressed)
        events.push({ kind: 'alarm.suppressed', subject, body: { reason } });
      if (reason === undefined && state.suppressed)
        events.push({ kind: 'alarm.unsuppressed', subject, body: {} });
      return events;
    });
  }
}
