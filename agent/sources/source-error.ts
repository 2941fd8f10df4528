/** Why a program has no estimate: it could not be started, ended badly, took too long, said too much or nothing that can be read. */
export type SourceFault = 'not-started' | 'failed' | 'late' | 'too-much' | 'unreadable';

export class SourceError extends Error {
  override readonly name = 'SourceError';

  constructor(
    readonly fault: SourceFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
