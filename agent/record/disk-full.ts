/** A write that met a full disk is tried once more when room was made for it. */
import { RecordError } from './record-error.js';

/** Makes room; true when there is more than before. */
export type MakeRoom = () => Promise<boolean>;

/**
 * @param write leaves nothing behind when it fails
 * @throws {RecordError} `full` when there is no room the second time either; any other error as it is
 */
export async function withRoom<T>(path: string, makeRoom: MakeRoom, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    if (!(await makeRoom())) throw refusal(path, error);
  }
  try {
    return await write();
  } catch (error) {
    throw isDiskFull(error) ? refusal(path, error) : error;
  }
}

/** As SQLite or as the operating system says it. */
export function isDiskFull(error: unknown): boolean {
  const code = (error as { readonly code?: unknown } | undefined)?.code;
  return code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT';
}

function refusal(path: string, cause: unknown): RecordError {
  return new RecordError(
    path,
    'full',
    'no space left for this write, nothing of it was stored; free space on this disk, what was recorded before is whole',
    { cause },
  );
}
