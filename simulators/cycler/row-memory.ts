/** The tester's own memory of measured rows: a file per job, which outlives the tester's power. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CYCLER_COLUMNS } from '../../drivers/cycler.js';
import { decodeRow, encodeRow } from '../../drivers/scpi-cycler/codec/job-data.js';

type Row = readonly number[];

/** Jobs kept in working memory; others are read from their file again when asked for. */
const MAX_LOADED = 16;

export class RowMemory {
  /** By job id, the one used last at the end. */
  private readonly loaded = new Map<string, Row[]>();

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  append(jobId: string, rows: readonly Row[]): void {
    if (rows.length === 0) return;
    this.rows(jobId).push(...rows);
    appendFileSync(this.path(jobId), rows.map((row) => `${encodeRow(row)}\n`).join(''));
  }

  count(jobId: string): number {
    return this.rows(jobId).length;
  }

  /** Rows `from` to `from + count - 1`, as far as there are any. */
  page(jobId: string, from: number, count: number): readonly Row[] {
    return this.rows(jobId).slice(from, from + count);
  }

  last(jobId: string): Row | undefined {
    return this.rows(jobId).at(-1);
  }

  private rows(jobId: string): Row[] {
    const rows = this.loaded.get(jobId) ?? this.load(jobId);
    this.loaded.delete(jobId);
    this.loaded.set(jobId, rows);
    if (this.loaded.size > MAX_LOADED) this.loaded.delete(this.loaded.keys().next().value!);
    return rows;
  }

  /** What follows the last LF is a row that a power loss cut off. */
  private load(jobId: string): Row[] {
    const path = this.path(jobId);
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => decodeRow(line, CYCLER_COLUMNS.length));
  }

  private path(jobId: string): string {
    return join(this.folder, `${jobId}.rows`);
  }
}
