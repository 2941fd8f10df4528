import { createRequire } from 'node:module';

/** Puts back `util.isNullOrUndefined`, which Node 23 removed and the native kernels still call. */
export function isNullOrUndefined(): void {
  const util = createRequire(import.meta.url)('node:util') as { isNullOrUndefined?: unknown };
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
}
