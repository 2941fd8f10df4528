/**
 * Keeps a record under test/histories, with what it says today: `npx tsx scripts/write-history.ts RECORD NAME`.
 * To be run once for each version of the schema, before the next one.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openDatabase } from '../agent/record/database.js';
import { summaryOf } from '../test/histories/summary.js';

const [record, name] = process.argv.slice(2);
if (!record || !name) throw new Error('expected a record and a name: scripts/write-history.ts RECORD NAME');
const target = join(import.meta.dirname, '..', 'test', 'histories', name);
writeFileSync(`${target}.sqlite.gz`, gzipSync(readFileSync(record), { level: 9 }));
const folder = mkdtempSync(join(tmpdir(), 'history-'));
try {
  const copy = join(folder, 'record.sqlite');
  copyFileSync(record, copy);
  const db = await openDatabase(copy, { create: false });
  writeFileSync(`${target}.json`, `${JSON.stringify(await summaryOf(db), null, 1)}\n`);
  await db.destroy();
} finally {
  rmSync(folder, { recursive: true });
}
