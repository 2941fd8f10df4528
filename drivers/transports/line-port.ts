/** A byte stream to one instrument: what a serial port and a TCP socket have in common. It serves one open only. */

export interface LinePort {
  /** Resolves when the operating system has taken all of it. @throws when the port is closed or fails */
  write(text: string): Promise<void>;
  /** Safe to repeat. */
  close(): Promise<void>;
}

export interface PortEvents {
  readonly data: (chunk: Uint8Array) => void;
  /** The port is gone, whoever closed it. Comes once. */
  readonly closed: (cause: Error | undefined) => void;
}

/** Opens a new port. @throws {InstrumentError} `set-up` when a person must mend it, `not-sent` when it may come by itself */
export type OpenPort = (events: PortEvents) => Promise<LinePort>;
