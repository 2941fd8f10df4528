/** Appending to a file that only grows: whole or not at all, whatever room the disk has. */
import { appendFileSync, statSync, truncateSync } from 'node:fs';

/**
 * A full disk takes a part of a piece before it refuses the rest, and that part must not lie before the next piece.
 * @param wholeBytes where the last whole piece ends
 * @throws {Error} what the disk says; the file is as it was
 */
export function appendWhole(
  path: string,
  wholeBytes: number,
  piece: Uint8Array,
  append: (path: string, piece: Uint8Array) => void = appendFileSync,
): void {
  cutBehind(path, wholeBytes);
  try {
    append(path, piece);
  } catch (error) {
    cutBehind(path, wholeBytes);
    throw error;
  }
}

function cutBehind(path: string, wholeBytes: number): void {
  const { size = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
  if (size > wholeBytes) truncateSync(path, wholeBytes);
}
