/** Rows of measured data, a page in one line. */
import { quoteJobId, unquoteJobId } from './job-id.js';
import { seal, unseal } from './seal.js';
import { CodecError, formatNumber, parseCount, parseNumber } from './scpi-text.js';

/** The most rows a tester gives in one reply. */
export const PAGE_ROWS = 500;

/** `"<job>",from;v,v,v;v,v,v...`, sealed: the rows `from`, `from + 1`, ... in the columns of `CYCLER_COLUMNS`. */
export function encodeJobData(jobId: string, from: number, rows: readonly (readonly number[])[]): string {
  return seal([`${quoteJobId(jobId)},${from}`, ...rows.map(encodeRow)].join(';'));
}

/** @throws {CodecError} unless `line` holds rows of this job from this index on, `columns` numbers each */
export function decodeJobData(
  { jobId, from, columns }: { jobId: string; from: number; columns: number },
  line: string,
): number[][] {
  const [head = '', ...rows] = unseal(line).split(';');
  const comma = head.indexOf(',');
  if (unquoteJobId(head.slice(0, comma)) !== jobId || parseCount(head.slice(comma + 1)) !== from)
    throw new CodecError(`rows of job ${jobId} from ${from} on`, line);
  return rows.map((row) => decodeRow(row, columns));
}

export function encodeRow(row: readonly number[]): string {
  return row.map(formatNumber).join(',');
}

/** @throws {CodecError} unless `text` is `columns` numbers */
export function decodeRow(text: string, columns: number): number[] {
  const row = text.split(',').map(parseNumber);
  if (row.length !== columns) throw new CodecError(`${columns} numbers`, text);
  return row;
}
