/** The text of a file in blocks of whole lines: packed or not, whatever it begins and ends its lines with. */
import { createReadStream, openSync, readSync, closeSync } from 'node:fs';
import { pipeline } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { FileError } from './file-error.js';

const BLOCK_BYTES = 1 << 18;

/** A line longer than this is no line of a table. */
const LONGEST_LINE = 1 << 20;

export interface TextBlock {
  /** Whole lines, without the last line break. */
  readonly text: string;
  /** Bytes of the file read so far, as they lie on the disk. */
  readonly bytesRead: number;
  /** What ended the file before its end, with the last block only. */
  readonly cut?: string;
}

/**
 * Text of a plain or gzip file as UTF-8, or UTF-16 where a byte order mark says so; the mark is left out. A packed file
 * that breaks off gives what is there, and `cut`.
 * @throws {FileError} the file cannot be opened or read
 */
export async function* textBlocks(path: string): AsyncGenerator<TextBlock> {
  const start = firstBytes(path);
  const file = createReadStream(path, { highWaterMark: BLOCK_BYTES });
  // A failure of either stream ends the loop below with its error, so that nothing is left to tell the callback.
  const bytes = isGzip(start)
    ? pipeline(file, createGunzip({ chunkSize: BLOCK_BYTES }), () => undefined)
    : file;
  let decoder: TextDecoder | undefined;
  let rest = '';
  let cut: string | undefined;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      decoder ??= decoderOf(path, chunk);
      rest += decoder.decode(chunk, { stream: true });
      if (rest.length > LONGEST_LINE && !rest.includes('\n')) throw noText(path);
      const end = endOfLines(rest);
      if (end <= 0) continue;
      yield { text: rest.slice(0, end), bytesRead: file.bytesRead };
      rest = rest.slice(end + 1);
    }
  } catch (error) {
    if (!isCutGzip(error)) throw error instanceof FileError ? error : unreadable(path, error);
    cut = 'the packed file breaks off before its end';
  }
  rest = rest.trimEnd();
  if (rest !== '' || cut !== undefined)
    yield { text: rest, bytesRead: file.bytesRead, ...(cut !== undefined && { cut }) };
}

/** Where the last whole line ends; blank lines after it wait, since at the end of a file they are none. */
function endOfLines(text: string): number {
  const end = text.lastIndexOf('\n');
  return end < 0 ? end : text.indexOf('\n', text.slice(0, end).replace(/[\r\n ]+$/, '').length);
}

/** The first lines, about 256 kB of them. */
export async function headOf(path: string): Promise<string> {
  for await (const { text } of textBlocks(path)) return text;
  return '';
}

function firstBytes(path: string): Buffer {
  const bytes = Buffer.alloc(4);
  try {
    const file = openSync(path, 'r');
    try {
      return bytes.subarray(0, readSync(file, bytes, 0, 4, 0));
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function isGzip(start: Buffer): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/** @throws {FileError} bytes that no text has */
function decoderOf(path: string, start: Buffer): TextDecoder {
  const utf16 = start[0] === 0xff && start[1] === 0xfe;
  if (!utf16 && start.includes(0)) throw noText(path);
  return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8');
}

function noText(path: string): FileError {
  const what = 'expected lines of text, this is no text file';
  return new FileError(path, `${what}; let the tester's program or the spreadsheet save it as CSV`);
}

function isCutGzip(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
}

function unreadable(path: string, cause: unknown): FileError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new FileError(path, `cannot be read (${why}); check the path and what the file is`, { cause });
}
