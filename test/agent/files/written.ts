/** Files of a test, in a folder that goes with it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Series } from '../../../agent/analysis/series.js';
import { openCyclingFile, seriesBlocks, type CyclingFile } from '../../../agent/files/cycling-file.js';
import { Flaws } from '../../../agent/files/flaws.js';

const folder = mkdtempSync(join(tmpdir(), 'files-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

export function written(content: string | Buffer, name = 'cell.csv'): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export interface ReadFile {
  readonly file: CyclingFile;
  readonly flaws: string[];
  readonly column: (name: Exclude<keyof Series, 'length'>) => number[];
}

export async function read(path: string): Promise<ReadFile> {
  const file = await openCyclingFile(path);
  const flaws = new Flaws('cell.csv');
  const blocks: Series[] = [];
  for await (const block of seriesBlocks(file, flaws)) blocks.push(block);
  return { file, flaws: flaws.lines(), column: (name) => blocks.flatMap((block) => [...block[name]]) };
}
