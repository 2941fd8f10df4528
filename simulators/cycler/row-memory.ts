/**
 * The tester's own memory of measured rows: a file per job, which outlives the tester's power. A file is doubles: the
 * number of columns, then row after row. A page is found by its place, so memory and time do not grow with a job's length.
 */
import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CYCLER_COLUMNS } from '../../drivers/cycler.js';
import { columnsOfWidth } from '../../drivers/scpi-cycler/codec/job-data.js';
import { appendWhole } from '../lab/append-whole.js';

type Row = readonly number[];

interface Extent {
  readonly columns: readonly string[];
  rows: number;
}

const BYTES = Float64Array.BYTES_PER_ELEMENT;

export class RowMemory {
  private readonly extents = new Map<string, Extent>();

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** Makes room for a job. */
  begin(jobId: string, columns: readonly string[]): void {
    writeFileSync(this.path(jobId), bytesOf([columns.length]));
    this.extents.set(jobId, { columns, rows: 0 });
  }

  /** @throws {Error} what the disk says; then none of `rows` is stored */
  append(jobId: string, rows: readonly Row[]): void {
    if (rows.length === 0) return;
    const extent = this.extent(jobId);
    const values = 1 + extent.rows * extent.columns.length;
    appendWhole(this.path(jobId), values * BYTES, bytesOf(rows.flat()));
    extent.rows += rows.length;
  }

  count(jobId: string): number {
    return this.extent(jobId).rows;
  }

  columns(jobId: string): readonly string[] {
    return this.extent(jobId).columns;
  }

  /** Rows `from` to `from + count - 1`, as far as there are any. */
  page(jobId: string, from: number, count: number): readonly Row[] {
    const { columns, rows } = this.extent(jobId);
    const found = Math.min(count, rows - from);
    if (found <= 0) return [];
    const width = columns.length;
    const values = doublesOf(this.path(jobId), 1 + from * width, found * width);
    return Array.from({ length: found }, (_, row) => [...values.subarray(row * width, (row + 1) * width)]);
  }

  last(jobId: string): Row | undefined {
    return this.page(jobId, Math.max(0, this.count(jobId) - 1), 1)[0];
  }

  private extent(jobId: string): Extent {
    const known = this.extents.get(jobId) ?? this.stored(jobId);
    this.extents.set(jobId, known);
    return known;
  }

  /** What does not fill a row at the end was cut off by a power loss. */
  private stored(jobId: string): Extent {
    const path = this.path(jobId);
    const [width = 0] = existsSync(path) ? doublesOf(path, 0, 1) : [];
    const columns = columnsOfWidth(width);
    if (!columns) return { columns: CYCLER_COLUMNS, rows: 0 };
    return { columns, rows: Math.floor((statSync(path).size / BYTES - 1) / width) };
  }

  private path(jobId: string): string {
    return join(this.folder, `${jobId}.rows`);
  }
}

function bytesOf(values: readonly number[]): Uint8Array {
  return new Uint8Array(Float64Array.from(values).buffer);
}

function doublesOf(path: string, from: number, count: number): Float64Array {
  const values = new Float64Array(count);
  const file = openSync(path, 'r');
  try {
    const read = readSync(file, new Uint8Array(values.buffer), 0, count * BYTES, from * BYTES);
    return values.subarray(0, Math.floor(read / BYTES));
  } finally {
    closeSync(file);
  }
}
