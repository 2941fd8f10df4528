/** Entries of a lab's journal, hours after the beginning of its time. */
import type { JournalFact } from '../../../agent/audit/journal.js';

export const HOUR_MS = 3_600_000;

const at = (instrument: string, hour: number) => ({ instrument, labMs: hour * HOUR_MS });

export function started(hour: number, jobId: string, instrument = 'tester'): JournalFact {
  return { kind: 'program.started', ...at(instrument, hour), jobId };
}

export function ended(hour: number, jobId: string, testTimeS?: number, instrument = 'tester'): JournalFact {
  const end = { state: 'completed', ...(testTimeS === undefined ? {} : { result: { testTimeS } }) };
  return { kind: 'program.ended', ...at(instrument, hour), jobId, end };
}

export function power(kind: 'instrument.started' | 'instrument.lost', hour: number): JournalFact {
  return { kind, ...at('tester', hour) };
}

export function filled(stock: Readonly<Record<string, number>>): JournalFact {
  return { kind: 'stock.filled', ...at('lab', 0), stock };
}

export function refilled(item: string, amount: number, unit = 'kg'): JournalFact {
  return { kind: 'stock.refilled', ...at('robot', 2), item, amount, unit };
}

export function taken(item: string, amount: number, unit = 'kg'): JournalFact {
  return { kind: 'stock.taken', ...at('robot', 1), jobId: 'E0001.formulate', item, amount, unit };
}
