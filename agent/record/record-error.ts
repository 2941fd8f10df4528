/** What can be done: `locked` wait or stop the other; `damaged` restore a backup; `newer` update the software; `full` free space; `unusable` mend the path. */
export type RecordFault = 'locked' | 'damaged' | 'newer' | 'full' | 'unusable';

/** The one error of the record. The message says what was found in which file, and what to do. */
export class RecordError extends Error {
  override readonly name = 'RecordError';

  constructor(
    readonly path: string,
    readonly fault: RecordFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${message}`, options);
  }
}
