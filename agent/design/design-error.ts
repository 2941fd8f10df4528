/** A design that cannot be asked for: the message says what was expected, what came and what to do. */
export class DesignError extends Error {
  override readonly name = 'DesignError';
}
