/** What a record holds, row by row, and ways to spoil its file. */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { Knex } from 'knex';
import type { NewEvent } from '../../../agent/record/lab-event.js';
import { PROJECTED_TABLES } from '../../../agent/record/projections.js';

export type Dump = Readonly<Record<string, string[]>>;

/** Every row of every table as text, in the order in which it lies in the file. */
export async function dumpOf(db: Knex): Promise<Dump> {
  const dump: Record<string, string[]> = {};
  for (const table of ['events', 'chunks', 'cycles', ...PROJECTED_TABLES]) {
    const rows = await db(table).orderBy('rowid').select();
    dump[table] = rows.map((row) => JSON.stringify(row));
  }
  return dump;
}

export function flipBit(path: string, offset: number, bit = 0): void {
  const file = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, offset);
  byte[0] = byte[0]! ^ (1 << bit);
  writeSync(file, byte, 0, 1, offset);
  closeSync(file);
}

export function note(text: string): NewEvent {
  return { kind: 'notice', subject: 'lab', body: { level: 'info', text } };
}
