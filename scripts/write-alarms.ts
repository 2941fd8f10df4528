/**
 * Writes docs/alarms.md from the definitions of the alarms. `npx tsx scripts/write-alarms.ts`, or with `--check` to fail
 * (exit code 1) when the page is out of date.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alarmsPage } from '../agent/alarms/document.js';

const page = join(import.meta.dirname, '..', 'docs', 'alarms.md');
const wanted = alarmsPage();
const isCurrent = existsSync(page) && readFileSync(page, 'utf8') === wanted;
if (!isCurrent && process.argv.includes('--check')) {
  console.error('docs/alarms.md is out of date: run npx tsx scripts/write-alarms.ts');
  process.exitCode = 1;
} else if (!isCurrent) {
  writeFileSync(page, wanted);
  console.log('wrote docs/alarms.md');
}
