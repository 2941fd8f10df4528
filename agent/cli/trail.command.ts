/** `interphase trail`: who did what with a lab, out of its record. */
import { Command } from 'commander';
import Papa from 'papaparse';
import { auditTrail, type AuditEntry } from '../record/audit-trail.js';
import { openDatabase } from '../record/database.js';
import { formatTable } from './table.js';

const COLUMNS: readonly (keyof AuditEntry)[] = [
  ...([
    'seq',
    'at',
    'who',
    'role',
    'via',
    'from',
    'what',
    'about',
    'reason',
    'result',
    'transaction',
  ] as const),
];
const SHOWN: readonly (keyof AuditEntry)[] = [
  'at',
  'who',
  'role',
  'from',
  'what',
  'about',
  'reason',
  'result',
];

interface Options {
  readonly csv?: boolean;
  readonly json?: boolean;
}

export function trailCommand(): Command {
  return new Command('trail')
    .description(
      'who asked for what, from where, and what came of it; verify says whether the record is whole',
    )
    .argument('[record]', 'the record', 'data/record.sqlite')
    .option('--csv', 'print everything as CSV')
    .option('--json', 'print everything as JSON')
    .action(async (path: string, { csv = false, json = false }: Options) => {
      const db = await openDatabase(path, { create: false, readOnly: true });
      try {
        const entries: AuditEntry[] = [];
        for await (const entry of auditTrail(db)) entries.push(entry);
        process.stdout.write(
          `${json ? JSON.stringify(entries, null, 2) : csv ? asCsv(entries) : asTable(entries)}\n`,
        );
      } finally {
        await db.destroy();
      }
    });
}

/** What people typed must not become a formula where the file is opened (OWASP, CSV injection). */
function asCsv(entries: readonly AuditEntry[]): string {
  return Papa.unparse(
    { fields: [...COLUMNS], data: entries.map((entry) => cells(entry, COLUMNS)) },
    { escapeFormulae: true },
  );
}

function asTable(entries: readonly AuditEntry[]): string {
  return formatTable(
    SHOWN.map((title) => ({ title })),
    entries.map((entry) => cells(entry, SHOWN)),
  );
}

function cells(entry: AuditEntry, columns: readonly (keyof AuditEntry)[]): string[] {
  return columns.map((column) => String(entry[column]));
}
