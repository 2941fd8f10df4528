/** The last minutes of what an instrument measures, for a line beside its number. Bounded: a page stays open for weeks. */
import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Topics } from './topics.js';

const MOST = 90;

export interface Point {
  readonly atMs: number;
  readonly value: number;
}

export class ReadingHistory {
  private readonly kept = signal<ReadonlyMap<string, readonly Point[]>>(new Map());

  /** @param topics readings are the topics `<instrument>/reading/<name>` */
  constructor(topics: Topics) {
    effect(() => {
      for (const [topic, { body }] of topics.readings.value)
        this.keep(topic, Date.parse(String(body.ts)), Number(body.value));
    });
  }

  get points(): ReadonlySignal<ReadonlyMap<string, readonly Point[]>> {
    return this.kept;
  }

  private keep(topic: string, atMs: number, value: number): void {
    const points = this.kept.peek().get(topic) ?? [];
    if (points.at(-1)?.atMs === atMs) return;
    const next = new Map(this.kept.peek());
    next.set(topic, [...points.slice(1 - MOST), { atMs, value }]);
    this.kept.value = next;
  }
}
