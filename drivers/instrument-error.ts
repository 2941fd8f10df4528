/**
 * What the caller can do: `not-sent` nothing left the host, safe to repeat later; `unknown-outcome` it may have been
 * carried out, ask the instrument before repeating; `refused` the instrument said no; `wrong-peer` somebody else
 * answers; `protocol` the answer made no sense; `absent` nothing is at its address yet: it may be switching on;
 * `set-up` wiring, address or credentials must be mended by a person.
 */
export type Fault =
  'not-sent' | 'unknown-outcome' | 'refused' | 'wrong-peer' | 'protocol' | 'absent' | 'set-up';

/** The one error of this layer. The message names the instrument; `context` holds what was on the wire. */
export class InstrumentError extends Error {
  override readonly name = 'InstrumentError';

  constructor(
    readonly instrument: string,
    readonly fault: Fault,
    message: string,
    readonly context: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(`${instrument}: ${message}`, options);
  }
}

const OF_THE_LINK: ReadonlySet<Fault> = new Set(['not-sent', 'unknown-outcome', 'wrong-peer']);

/**
 * True when the link, not the instrument, is the trouble: wait and ask again. That another peer answers is one too: the
 * path of an adapter that is gone can be given to the next one, until the right one is back.
 */
export function isLinkTrouble(error: unknown): error is InstrumentError {
  return error instanceof InstrumentError && OF_THE_LINK.has(error.fault);
}
