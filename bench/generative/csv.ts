import { readFileSync } from 'node:fs';
import Papa from 'papaparse';

/** The rows of a file by the names in its first line, or by those given where it has none. */
export function readCsv(path: string, names?: readonly string[]): Record<string, string>[] {
  const text = readFileSync(path, 'utf8').replace('\uFEFF', '');
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  const header = names ?? data.shift()!;
  return data.map((cells) => Object.fromEntries(header.map((name, k) => [name, cells[k] ?? ''])));
}
