/** Looks the columns of a table up and keeps what is wrong with them, so that all of it is told at once. */
import type { ColumnRef } from '../../config/table-space.js';
import { FileError } from '../files/file-error.js';
import { findColumn, type Table } from './table-file.js';

export class ColumnLookup {
  private readonly complaints: string[] = [];

  constructor(protected readonly file: Table) {}

  complain(text: string): void {
    this.complaints.push(text);
  }

  /** Index of a column; -1, and a complaint, where there is none. @param what it is wanted for */
  column(ref: ColumnRef, what: string): number {
    const found = findColumn(this.file, ref);
    if (typeof found === 'number') return found;
    this.complain(`${what}: ${found}`);
    return -1;
  }

  /** @throws {FileError} when anything was wrong */
  finish(): void {
    const { complaints, file } = this;
    if (complaints.length > 0) throw new FileError(file.path, complaints.join(`\n${file.path}: `));
  }
}
