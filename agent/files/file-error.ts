/** A file that cannot be read at all; what is wrong with single lines is a `Flaw` instead. */
export class FileError extends Error {
  override readonly name = 'FileError';

  /** @param message what was expected, what came, what to do; the path stands before it */
  constructor(path: string, message: string, options?: ErrorOptions) {
    super(`${path}: ${message}`, options);
  }
}
