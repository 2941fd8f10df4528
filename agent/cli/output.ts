/** What becomes of a command whose words cannot be written: the disk under its log is full, or its reader went away. */
import { EXIT } from './exit-codes.js';

type Stream = Pick<NodeJS.WriteStream, 'on' | 'write'>;

export class Output {
  /** What is written only tells of the work, which goes on without it and ends as it would. */
  onlyTells = false;
  private isLost = false;

  constructor(
    out: Stream,
    private readonly err: Stream,
    private readonly endWith: (code: number) => void,
  ) {
    for (const stream of [out, err])
      stream.on('error', (error: NodeJS.ErrnoException) => {
        this.lose(error);
      });
  }

  /** The work is over: what could not be written counts, whatever came of the work. */
  end(): void {
    if (this.isLost && !this.onlyTells) this.endWith(EXIT.unusable);
  }

  /** A reader that has seen enough (`| head`) is no trouble. */
  private lose({ code, message }: NodeJS.ErrnoException): void {
    if (code === 'EPIPE' || this.isLost) return;
    this.isLost = true;
    // Where this cannot be written either, its error comes here, and says nothing new.
    this.err.write(`cannot write the output: ${message}${this.onlyTells ? '; the work goes on' : ''}\n`);
    this.end();
  }
}
