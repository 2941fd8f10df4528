/** What was taken off the shelf, and what is left. Pure, from the lab's journal. */
import type { JournalFact } from './journal.js';

export interface Consumable {
  readonly item: string;
  readonly used: number;
  /** Null for an item that nobody counts: there is always enough. */
  readonly left: number | null;
  /** UCUM. */
  readonly unit: string;
}

/** By name; only what was used. */
export function consumablesOf(journal: readonly JournalFact[]): Consumable[] {
  const stock = new Map<string, number>();
  const used = new Map<string, { amount: number; unit: string }>();
  for (const fact of journal) {
    if (fact.kind === 'stock.filled') {
      for (const [item, amount] of Object.entries(fact.stock)) stock.set(item, amount);
    } else if (fact.kind === 'stock.refilled') {
      stock.set(fact.item, (stock.get(fact.item) ?? 0) + fact.amount);
    } else if (fact.kind === 'stock.taken') {
      const { item, amount, unit } = fact;
      used.set(item, { amount: (used.get(item)?.amount ?? 0) + amount, unit });
      const left = stock.get(item);
      if (left !== undefined) stock.set(item, left - amount);
    }
  }
  return [...used]
    .map(([item, { amount, unit }]) => ({ item, used: amount, left: stock.get(item) ?? null, unit }))
    .sort((a, b) => a.item.localeCompare(b.item));
}
