/** The last minutes of what instruments measure, for a line beside the number. Bounded: a page stays open for weeks. */
import { effect } from '@preact/signals';
import type { Topics } from './topics.js';

const MOST = 90;

export interface Point {
  readonly atMs: number;
  readonly value: number;
}

export class ReadingHistory {
  private readonly kept = new Map<string, Point[]>();
  private readonly end: () => void;

  constructor(private readonly topics: Topics) {
    this.end = effect(() => {
      for (const instrument of topics.instruments.value) this.follow(instrument);
    });
  }

  /** @param topic `<instrument>/reading/<name>` */
  pointsOf(topic: string): readonly Point[] {
    return this.kept.get(topic) ?? [];
  }

  close(): void {
    this.end();
  }

  private follow(instrument: string): void {
    for (const [rest, { body }] of this.topics.below(instrument).value)
      if (isOwnReading(rest))
        this.keep(`${instrument}/${rest}`, Date.parse(String(body.ts)), Number(body.value));
  }

  private keep(topic: string, atMs: number, value: number): void {
    const points = this.kept.get(topic) ?? [];
    if (points.at(-1)?.atMs === atMs) return;
    this.kept.set(topic, [...points.slice(1 - MOST), { atMs, value }]);
  }
}

/** Of the instrument itself, not of one of its many channels. @param rest of a topic below the instrument */
export function isOwnReading(rest: string): boolean {
  return rest.startsWith('reading/') && !rest.startsWith('reading/channel.');
}
