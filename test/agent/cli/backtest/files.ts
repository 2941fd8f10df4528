/** Small tables and their spaces, in a folder that goes with the test. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'backtest-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

export function inFolder(name: string): string {
  return join(folder, name);
}

export function written(name: string, lines: readonly string[]): string {
  writeFileSync(inFolder(name), `${lines.join('\n')}\n`);
  return inFolder(name);
}

/** A bowl over `rows` points of two numbers, the least at (0.3, 6). */
export function bowl(rows: number): string[] {
  const points = Array.from({ length: rows }, (_, k) => [(k * 0.618) % 1, 10 * ((k * 0.414) % 1)] as const);
  return ['a,b,y', ...points.map(([a, b]) => `${a},${b},${(a - 0.3) ** 2 + (b / 10 - 0.6) ** 2}`)];
}

export const BOWL_SPACE = [
  'space:',
  '  variables:',
  '    - { name: a, kind: continuous }',
  '    - { name: b, kind: continuous }',
  'columns: { objectives: [{ column: y, direction: minimise }] }',
];
