/** Where the tester's line ends: a pseudo-terminal or a TCP port, alike to the tester. */

/** A host is there: gives what receives its bytes. `write` resolves when the line has taken the text. */
export type Serve = (write: (text: string) => Promise<void>) => (chunk: Uint8Array) => void;

export interface Port {
  /** What a host opens: the path of a serial port, or `host:port`. */
  readonly path: string;
  close(): Promise<void>;
}
