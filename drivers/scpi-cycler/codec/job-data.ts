/** Rows of measured data, a page in one line. */
import { CYCLER_COLUMNS, IMPEDANCE_COLUMNS } from '../../cycler.js';
import { quoteJobId, unquoteJobId } from './job-id.js';
import { seal, unseal } from './seal.js';
import { CodecError, formatNumber, parseCount, parseNumber, takeParameters } from './scpi-text.js';

/** The most rows a tester gives in one reply. */
export const PAGE_ROWS = 500;

/** Rows of a job that swept impedance have the columns of it, too, whether the page holds a sweep or not. */
export interface JobPage {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

const LAYOUTS: readonly (readonly string[])[] = [CYCLER_COLUMNS, [...CYCLER_COLUMNS, ...IMPEDANCE_COLUMNS]];

/** The columns of rows so many numbers wide: 6, or 9 with impedance; undefined for any other width. */
export function columnsOfWidth(width: number): readonly string[] | undefined {
  return LAYOUTS.find(({ length }) => length === width);
}

/** `"<job>",from,columns;v,v,v;v,v,v...`, sealed: the rows `from`, `from + 1`, ... and how wide they are. */
export function encodeJobData(jobId: string, from: number, { columns, rows }: JobPage): string {
  return seal([`${quoteJobId(jobId)},${from},${columns.length}`, ...rows.map(encodeRow)].join(';'));
}

/** @throws {CodecError} unless `line` holds rows of this job from this index on, each with the columns it states */
export function decodeJobData(jobId: string, from: number, line: string): JobPage {
  const [head = '', ...rows] = unseal(line).split(';');
  const [job, first, width] = takeParameters(head, 3) as [string, string, string];
  const columns = columnsOfWidth(parseCount(width));
  if (unquoteJobId(job) !== jobId || parseCount(first) !== from || !columns)
    throw new CodecError(`rows of job ${jobId} from ${from} on`, line);
  return { columns, rows: rows.map((row) => decodeRow(row, columns.length)) };
}

function encodeRow(row: readonly number[]): string {
  return row.map(formatNumber).join(',');
}

function decodeRow(text: string, columns: number): number[] {
  const row = text.split(',').map(parseNumber);
  if (row.length !== columns) throw new CodecError(`${columns} numbers`, text);
  return row;
}
