/** What became of alarms, as the agent tells it (`GET alarms/history`), newest first. */
import { words } from './format.js';

export interface PastChange {
  readonly seq: number;
  readonly at: string;
  readonly what: string;
  readonly alarm: string;
  readonly title: string;
  readonly source: string;
  readonly priority: 'critical' | 'high' | 'medium' | 'low' | null;
  readonly who: string;
  readonly text: string;
  readonly until: string | null;
}

export interface PastPage {
  readonly changes: readonly PastChange[];
  /** Where the page after this one goes on; null: there are no more. */
  readonly before: number | null;
}

/** What is known with the newest page: one list without a hole. What does not meet the newest page is dropped. */
export function withNewest(known: PastPage | undefined, newest: PastPage): PastPage {
  const last = newest.before ?? 0;
  const newestKnown = known?.changes[0]?.seq ?? 0;
  if (!known || newestKnown < last) return newest;
  const older = known.changes.filter(({ seq }) => seq < last);
  return { changes: [...newest.changes, ...older], before: older.length > 0 ? known.before : newest.before };
}

const SAID: Readonly<Record<string, string>> = {
  raised: 'came',
  cleared: 'went',
  suppressed: 'expected, put aside',
  unsuppressed: 'no longer expected',
};

/** What happened in a word or two, and by whom if not by itself. */
export function toldOf({ what, who }: Pick<PastChange, 'what' | 'who'>): string {
  if (what === 'unshelved' && who === 'time') return 'back from the shelf, its time was over';
  return `${SAID[what] ?? words(what)}${who === 'agent' ? '' : ` by ${who}`}`;
}
