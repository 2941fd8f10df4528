/** Frozen initial designs of a file: `designs.json`, or one of its entries as `designs.json#branin`. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { FileError } from '../../files/file-error.js';

const common = { n0: z.int().min(0), budget: z.int().min(1) };

const problemEntry = z.looseObject({
  ...common,
  designs: z.array(z.array(z.array(z.number())).min(1)).min(1),
  best_known: z.number().nullish(),
  noise: z.array(z.array(z.number())).exactOptional(),
});

const tableEntry = z.looseObject({ ...common, initial: z.array(z.array(z.int().min(0)).min(1)).min(1) });

export type ProblemEntry = z.output<typeof problemEntry>;
export type TableEntry = z.output<typeof tableEntry>;

/** @throws {FileError} */
export function readProblemEntry(where: string, name: string): ProblemEntry {
  return read(where, name, problemEntry);
}

/** @throws {FileError} */
export function readTableEntry(where: string): TableEntry {
  return read(where, undefined, tableEntry);
}

function read<S extends z.ZodType>(where: string, preferred: string | undefined, schema: S): z.output<S> {
  const [, path = where, asked] = /^(.*?)(?:#([^#]*))?$/.exec(where) ?? [];
  const entry = entryOf(path, json(path), asked ?? preferred);
  const result = schema.safeParse(entry);
  if (result.success) return result.data;
  const issues = result.error.issues
    .slice(0, 5)
    .map(({ path: at, message }) => `${at.join('.')}: ${message}`);
  throw new FileError(path, `not a frozen design: ${issues.join('; ')}`);
}

function json(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new FileError(path, `expected a JSON file of frozen designs (${why})`, { cause });
  }
}

function entryOf(path: string, content: unknown, name: string | undefined): unknown {
  const entries = z.record(z.string(), z.unknown()).safeParse(content).data ?? {};
  if (name !== undefined && name in entries) return entries[name];
  if ('designs' in entries || 'initial' in entries) return entries;
  const there = Object.keys(entries).slice(0, 20).join(', ');
  throw new FileError(path, `expected ${path}#<entry> with one of ${there}`);
}
