/** The simulated lab's journal as an auditor reads it: what truly happened, whatever the agent believes. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const fact = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('program.started'), instrument: z.string(), jobId: z.string() }),
  z.object({ kind: z.literal('program.ended'), jobId: z.string(), end: z.object({ state: z.string() }) }),
  z.object({
    kind: z.literal('stock.taken'),
    jobId: z.string(),
    item: z.string(),
    amount: z.number(),
    unit: z.string(),
  }),
  z.object({
    kind: z.literal('fault'),
    jobId: z.string(),
    fault: z.object({ cause: z.string(), attribution: z.enum(['recipe', 'machine']) }),
  }),
]);

export type JournalFact = z.infer<typeof fact>;

const AUDITED = new Set<string>(fact.options.map(({ shape }) => shape.kind.value));

/** Entries of other kinds (the lab's own coming and going) tell an auditor nothing. */
const other = z.object({ kind: z.string().refine((kind) => !AUDITED.has(kind)) }).transform(() => undefined);

const entry = z.union([fact, other]);

/**
 * Reads a journal. A last line without its end was cut off by a crash and is left out.
 * @throws {Error} naming the line that is no journal entry
 */
export function readJournal(path: string): JournalFact[] {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.flatMap((line, index) => {
    const read = entry.safeParse(parse(line));
    if (!read.success) {
      throw new Error(`${path}:${index + 1}: expected a journal entry, found "${line.slice(0, 60)}"`);
    }
    return read.data ?? [];
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
