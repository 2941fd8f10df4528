/** What the page has heard: retained topics with the time that each was heard, and events as they come. */
import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';

export type Body = Readonly<Record<string, string | number | boolean | null>>;

export interface Heard {
  readonly body: Body;
  /** By this page's clock, ms. */
  readonly heardMs: number;
}

export type Event = Body & { readonly kind: string };

/** As the agent's line has it. */
export interface Message {
  readonly topic: string;
  /** Undefined when what was retained is gone. */
  readonly body: Body | undefined;
  readonly heardMs: number;
}

/** What is retained below one first level, by the rest of the topic. */
type Level = ReadonlyMap<string, Heard>;

export class Topics {
  private readonly levels = new Map<string, Signal<Level>>();
  private readonly found = signal<readonly string[]>([]);
  private readonly listeners = new Set<(event: Event) => void>();
  private readonly told = new Set<string>();

  /** Instruments: every first level that has an availability. */
  readonly instruments: ReadonlySignal<readonly string[]> = this.found;

  /** Takes what came together as one change: a level is copied once, however many of its topics have changed. */
  hear(messages: readonly Message[]): void {
    batch(() => {
      const changed = new Map<string, Map<string, Heard>>();
      for (const { topic, body, heardMs } of messages) {
        const [level, rest] = split(topic);
        if (level === 'event') {
          if (body) this.tell(rest, body);
          continue;
        }
        const next = changed.get(level) ?? new Map(this.level(level).peek());
        changed.set(level, next);
        if (body) next.set(rest, { body, heardMs });
        else next.delete(rest);
      }
      for (const [level, next] of changed) this.retain(level, next);
    });
  }

  /** What was retained holds no more; events that were told stay told. */
  forget(): void {
    batch(() => {
      for (const level of this.levels.values()) level.value = new Map();
      this.found.value = [];
    });
  }

  onEvent(listener: (event: Event) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What is retained under one topic. */
  of(topic: string): ReadonlySignal<Heard | undefined> {
    const [level, rest] = split(topic);
    return computed(() => this.level(level).value.get(rest));
  }

  /** What is retained below a first level, by the rest of its topic. */
  below(level: string): ReadonlySignal<Level> {
    return this.level(level);
  }

  private level(name: string): Signal<Level> {
    const known = this.levels.get(name);
    if (known) return known;
    const made = signal<Level>(new Map());
    this.levels.set(name, made);
    return made;
  }

  private retain(name: string, next: Level): void {
    this.level(name).value = next;
    if (next.has('availability') && !this.found.peek().includes(name))
      this.found.value = [...this.found.peek(), name].sort();
  }

  /** An event comes at least once: only the first time counts. */
  private tell(kind: string, body: Body): void {
    const id = String(body.id);
    if (this.told.has(id)) return;
    this.told.add(id);
    if (this.told.size > MOST_REMEMBERED) this.told.delete(this.told.values().next().value!);
    for (const listener of this.listeners) listener({ ...body, kind });
  }
}

/** The first level of a topic, and the rest. */
function split(topic: string): readonly [level: string, rest: string] {
  const end = topic.indexOf('/');
  return end < 0 ? [topic, ''] : [topic.slice(0, end), topic.slice(end + 1)];
}

/** A page stays open for weeks. */
const MOST_REMEMBERED = 2000;
