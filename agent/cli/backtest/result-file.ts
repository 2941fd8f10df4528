import { access, constants, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BacktestResult } from '../../../planner/backtest/result.js';
import { FileError } from '../../files/file-error.js';

/** Writes results to a file, whole or not at all; nowhere without a path. */
export function resultFile(path: string | undefined): (result: BacktestResult) => Promise<void> {
  return async (result) => {
    if (path === undefined) return;
    const part = `${path}.part`;
    try {
      await writeFile(part, `${JSON.stringify(result)}\n`);
      await rename(part, path);
    } catch (cause) {
      throw unwritable(path, cause);
    }
  };
}

/** Better now than after an hour of computing. @throws {FileError} */
export async function assertWritable(path: string): Promise<void> {
  await access(dirname(path), constants.W_OK).catch((cause: unknown) => {
    throw unwritable(path, cause);
  });
}

function unwritable(path: string, cause: unknown): FileError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new FileError(path, `cannot be written (${why}): give another --out`, { cause });
}
