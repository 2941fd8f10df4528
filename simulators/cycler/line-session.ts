/** Bytes to lines, lines to replies: strictly one after the other, as the tester's own processor does. */
import { MAX_COMMAND_LENGTH } from '../../drivers/scpi-cycler/codec/commands.js';
import type { CommandInterpreter } from './command-interpreter.js';

export class LineSession {
  private partial = '';
  private overrun = false;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly interpreter: CommandInterpreter,
    private readonly write: (text: string) => Promise<void>,
    private readonly onNotice: (text: string) => void,
  ) {}

  receive(chunk: Uint8Array): void {
    const lines = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      .toString('latin1')
      .split('\n');
    const rest = lines.pop()!;
    for (const line of lines) {
      this.extend(line);
      this.last = this.last.then(this.ended());
    }
    this.extend(rest);
  }

  /** Beyond the input buffer nothing more is kept of a line. */
  private extend(text: string): void {
    if (this.partial.length + text.length > MAX_COMMAND_LENGTH) this.overrun = true;
    else this.partial += text;
  }

  private ended(): () => Promise<void> {
    const { partial, overrun } = this;
    this.partial = '';
    this.overrun = false;
    return async () => {
      if (overrun) this.interpreter.overrun();
      else await this.answer(partial);
    };
  }

  private async answer(line: string): Promise<void> {
    try {
      const reply = await this.interpreter.execute(line);
      if (reply !== undefined) await this.write(`${reply}\n`);
    } catch (error) {
      this.onNotice(`a reply was lost: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
