/** What a browser has to fetch. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { judged, type Row } from './row.js';

const BUILT = join(import.meta.dirname, '../../dist/dashboard');

export function bundleKB(): Row {
  const names = readdirSync(BUILT, { recursive: true }).map(String);
  const files = names.filter((name) => /\.(html|js|css|svg)$/.test(name));
  const bytes = files.reduce((sum, name) => sum + gzipSync(readFileSync(join(BUILT, name))).length, 0);
  return judged('everything that is fetched, gzipped', bytes / 1000, 'kB', 300);
}
