/** What the agent says, as it was last heard: retained topics with the moment of their arrival, and events as they come. */
import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';

export type Body = Readonly<Record<string, string | number | boolean | null>>;

export interface Heard {
  readonly body: Body;
  /** By this page's clock, ms. */
  readonly heardMs: number;
}

export type Event = Body & { readonly kind: string };

export class Topics {
  private readonly heard = signal<ReadonlyMap<string, Heard>>(new Map());
  private readonly listeners = new Set<(event: Event) => void>();
  private readonly told = new Set<string>();

  /** @param body undefined when what was retained is gone */
  retain(topic: string, body: Body | undefined, nowMs: number): void {
    const next = new Map(this.heard.value);
    if (body) next.set(topic, { body, heardMs: nowMs });
    else next.delete(topic);
    this.heard.value = next;
  }

  /** What was retained holds no more; events that were told stay told. */
  forget(): void {
    this.heard.value = new Map();
  }

  /** An event comes at least once: only the first time counts. */
  tell(kind: string, body: Body): void {
    const id = String(body.id);
    if (this.told.has(id)) return;
    this.told.add(id);
    if (this.told.size > MOST_REMEMBERED) this.told.delete(this.told.values().next().value!);
    batch(() => {
      for (const listener of this.listeners) listener({ ...body, kind });
    });
  }

  onEvent(listener: (event: Event) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What is retained under one topic. */
  of(topic: string): ReadonlySignal<Heard | undefined> {
    return computed(() => this.heard.value.get(topic));
  }

  /** What is retained below a level, by the last level of its topic. */
  below(level: string): ReadonlySignal<ReadonlyMap<string, Heard>> {
    const prefix = `${level}/`;
    return computed(
      () =>
        new Map(
          [...this.heard.value].flatMap(([topic, heard]) =>
            topic.startsWith(prefix) ? [[topic.slice(prefix.length), heard]] : [],
          ),
        ),
    );
  }

  /** What instruments measure: topics `<instrument>/reading/<name>`, with what was heard last. */
  readonly readings = computed(
    () => new Map([...this.heard.value].filter(([topic]) => /^[^/]+\/reading\//.test(topic))),
  );

  /** Instruments: every first level that has an availability. */
  readonly instruments = computed(() =>
    [...this.heard.value.keys()].flatMap((topic) => topic.match(/^([^/]+)\/availability$/)?.[1] ?? []).sort(),
  );
}

/** A page stays open for weeks. */
const MOST_REMEMBERED = 2000;
