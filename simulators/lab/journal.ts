/** The lab's own journal: what physically happened, one JSON object a line. The agent never reads it. */
import { existsSync, readFileSync, truncateSync } from 'node:fs';
import type { Injection } from '../faults/injection.js';
import type { RoomCell } from '../world/cell/cell-spec.js';
import { appendWhole } from './append-whole.js';
import type { JobEnd, Refill, TrueFault, Vial } from './room.js';

export type JournalFact =
  | { readonly kind: 'lab.started'; readonly seed: string; readonly factor: number }
  | { readonly kind: 'lab.stopped' }
  | { readonly kind: 'stock.filled'; readonly stock: Readonly<Record<string, number>> }
  | ({ readonly kind: 'stock.refilled' } & Refill)
  | { readonly kind: 'instrument.started' }
  | { readonly kind: 'instrument.lost'; readonly how: string }
  | {
      readonly kind: 'program.started';
      readonly jobId: string;
      readonly program: string;
      readonly detail: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'program.ended'; readonly jobId: string; readonly end: JobEnd }
  | {
      readonly kind: 'stock.taken';
      readonly jobId: string;
      readonly item: string;
      readonly amount: number;
      readonly unit: string;
    }
  | { readonly kind: 'vial.put'; readonly vial: Vial }
  | { readonly kind: 'cell.put'; readonly cell: RoomCell }
  | { readonly kind: 'fault'; readonly jobId: string; readonly fault: TrueFault }
  /** A fault came about; what it made go wrong, if anything, has entries of kind `fault`. */
  | { readonly kind: 'fault.struck'; readonly by: StruckBy; readonly injection: Injection };

/** Why: at its rate, because the lab file says so, or because somebody asked for it. */
export type StruckBy = 'chance' | 'schedule' | 'control';

/** `at` is the host's time (ISO 8601, UTC), `labMs` lab time in ms since the epoch. */
export type JournalEntry = JournalFact & {
  readonly seq: number;
  readonly at: string;
  readonly labMs: number;
  /** `lab` for the room itself. */
  readonly instrument: string;
};

/** Reads a journal. A last line without its end was cut off by a crash and is dropped; any other bad line is an error. */
export function readJournal(path: string): JournalEntry[] {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line, index) => parseLine(line, path, index + 1));
}

/**
 * Removes a last line that was cut off by a crash, or the next one would be written onto it.
 * @returns where the last whole line ends, in bytes
 */
function mendTail(path: string): number {
  const bytes = readFileSync(path);
  const whole = bytes.lastIndexOf('\n') + 1;
  if (whole < bytes.length) truncateSync(path, whole);
  return whole;
}

function parseLine(line: string, path: string, number: number): JournalEntry {
  try {
    return JSON.parse(line) as JournalEntry;
  } catch (cause) {
    throw new Error(`${path}:${number}: expected one JSON object a line, found "${line.slice(0, 60)}"`, {
      cause,
    });
  }
}

/** Appends facts to the file as they happen. */
export class JournalFile {
  /** What the file held when it was opened. */
  readonly earlier: readonly JournalEntry[];
  private wholeBytes: number;
  private seq: number;

  constructor(private readonly path: string) {
    this.wholeBytes = existsSync(path) ? mendTail(path) : 0;
    this.earlier = existsSync(path) ? readJournal(path) : [];
    this.seq = this.earlier.at(-1)?.seq ?? 0;
  }

  /** @throws {Error} what the disk says; then the journal is as it was */
  append(instrument: string, fact: JournalFact, at: Date, labMs: number): JournalEntry {
    const seq = this.seq + 1;
    const entry = { seq, at: at.toISOString(), labMs: Math.round(labMs), instrument, ...fact };
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    appendWhole(this.path, this.wholeBytes, line);
    this.wholeBytes += line.length;
    this.seq = seq;
    return entry;
  }
}
