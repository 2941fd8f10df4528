/** The simulated lab's journal as an auditor reads it: what truly happened, whatever the agent believes. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Of every entry: whose it is (`lab` for the room itself), and when in lab time, ms since the epoch. */
const common = { instrument: z.string(), labMs: z.number() };

const fact = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lab.started'), ...common }),
  z.object({ kind: z.literal('lab.stopped'), ...common }),
  z.object({ kind: z.literal('instrument.started'), ...common }),
  z.object({ kind: z.literal('instrument.lost'), ...common }),
  z.object({ kind: z.literal('program.started'), ...common, jobId: z.string() }),
  z.object({
    kind: z.literal('program.ended'),
    ...common,
    jobId: z.string(),
    end: z.object({ state: z.string(), result: z.record(z.string(), z.unknown()).optional() }),
  }),
  z.object({
    kind: z.literal('stock.filled'),
    ...common,
    stock: z.record(z.string(), z.number()),
  }),
  z.object({
    kind: z.literal('stock.refilled'),
    ...common,
    item: z.string(),
    amount: z.number(),
    unit: z.string(),
  }),
  z.object({
    kind: z.literal('stock.taken'),
    ...common,
    jobId: z.string(),
    item: z.string(),
    amount: z.number(),
    unit: z.string(),
  }),
  z.object({
    kind: z.literal('fault'),
    ...common,
    jobId: z.string(),
    fault: z.object({ cause: z.string(), attribution: z.enum(['recipe', 'machine']) }),
  }),
]);

export type JournalFact = z.infer<typeof fact>;
export type FactOf<K extends JournalFact['kind']> = Extract<JournalFact, { kind: K }>;

const AUDITED = new Set<string>(fact.options.map(({ shape }) => shape.kind.value));

/** Entries of other kinds (where things are) tell an auditor nothing. */
const other = z.object({ kind: z.string().refine((kind) => !AUDITED.has(kind)) }).transform(() => undefined);

const entry = z.union([fact, other]);

/** The message says in which file, and where in it, what was found, and what to do. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

/**
 * Reads a journal. A last line without its end was cut off by a crash and is left out.
 * @param onCut told where that is
 * @throws {JournalError} no such file, an empty one, or a line that is no journal entry
 */
export function readJournal(path: string, onCut: (where: string) => void = () => undefined): JournalFact[] {
  const lines = textOf(path).split('\n');
  const rest = lines.pop();
  if (rest !== '')
    onCut(`${path}:${lines.length + 1}: the last line was cut off and is left out: "${rest?.slice(0, 60)}"`);
  if (lines.length === 0) {
    throw new JournalError(
      `${path}: the journal holds no entry; is it that of this lab? A lab writes one when it starts`,
    );
  }
  return lines.flatMap((line, index) => factOf(line, `${path}:${index + 1}`));
}

function factOf(line: string, where: string): JournalFact | [] {
  const read = entry.safeParse(parse(line));
  if (read.success) return read.data ?? [];
  throw new JournalError(
    `${where}: expected a journal entry, found "${line.slice(0, 60)}"; audit a copy without this line (--journal FILE), and look at the disk`,
  );
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'no such journal' : `cannot be read (${code ?? String(cause)})`;
    throw new JournalError(
      `${path}: ${why}; a simulated lab keeps it in its data folder as lab-journal.ndjson (--journal FILE)`,
      { cause },
    );
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
