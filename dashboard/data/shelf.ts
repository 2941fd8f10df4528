/** What the robot has left, read off its readings. */
import type { Heard } from './topics.js';

const READING = 'reading/Stock.';
const G_PER_KG = 1000;

/** Something that the robot keeps count of. */
export interface Item {
  readonly name: string;
  readonly amount: number;
  readonly unit: 'g' | '1';
  /** When the robot said so, ISO 8601, UTC. */
  readonly at: string;
}

/** @param rest of a topic below an instrument */
export function isOfShelf(rest: string): boolean {
  return rest.startsWith(READING);
}

/** @param topics below one instrument */
export function itemsOf(topics: ReadonlyMap<string, Heard>): Item[] {
  return [...topics]
    .filter(([rest]) => isOfShelf(rest))
    .map(([rest, { body }]): Item => {
      const isCounted = body.unit === '1';
      return {
        name: rest.slice(READING.length),
        amount: Number(body.value) * (isCounted ? 1 : G_PER_KG),
        unit: isCounted ? '1' : 'g',
        at: String(body.ts),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}
