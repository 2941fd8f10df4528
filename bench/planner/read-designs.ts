import { readFileSync } from 'node:fs';

/** Frozen designs of a file, by problem or pool. */
export function readDesigns<T>(file: string): Readonly<Record<string, T>> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, T>;
}
