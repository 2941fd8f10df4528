import { readFileSync } from 'node:fs';

/** Frozen designs of a file, by problem or pool. */
export function readDesigns<T>(file: string): Readonly<Record<string, T>> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, T>;
}

/** @throws Error when a problem has no such name, or no design. */
export function problemAndDesign<P, D>(
  name: string,
  problems: Readonly<Record<string, P>>,
  designs: Readonly<Record<string, D>>,
): { readonly problem: P; readonly design: D } {
  const problem = problems[name];
  const design = designs[name];
  if (problem && design) return { problem, design };
  throw new Error(`no problem is called ${name}: expected one of ${Object.keys(problems).join(', ')}`);
}
