/** Question and answer over a line of text: one command in flight, and never an old answer for a new question. */
import type { Clock } from '../../core/clock.js';
import { Turns } from '../../core/turns.js';
import { InstrumentError } from '../instrument-error.js';
import { withDeadline } from './deadline.js';
import { LineAssembler } from './line-assembler.js';
import type { LinePort, OpenPort } from './line-port.js';
import { ReplyWaiter } from './reply-waiter.js';

export interface LineTransportOptions {
  readonly instrument: string;
  /** Link time. */
  readonly clock: Clock;
  /**
   * A harmless question and its answer, which holds `token`. Instruments answer in order, so whatever lies before
   * this answer belongs to questions that were given up.
   */
  readonly synchronisation: (token: string) => { readonly question: string; readonly answer: string };
  /** For the answer to that question, ms. */
  readonly deadlineMs: number;
  /** Longest reply, bytes. */
  readonly maxReplyLength: number;
  /** Told of received text that answered nothing. */
  readonly onDiscarded?: (text: string) => void;
}

/** What one holder of the line may do. */
export interface Talk {
  /**
   * Writes `line` and waits for a reply that `decode` does not throw on; others are discarded as noise.
   * @throws {InstrumentError} `unknown-outcome` no reply; `protocol` only replies that made no sense
   */
  query<T>(line: string, decode: (reply: string) => T, deadlineMs: number): Promise<T>;
  /** Writes a line that has no reply. @throws {InstrumentError} `unknown-outcome` */
  send(line: string, deadlineMs: number): Promise<void>;
}

/** One open port. Make a new one for every open. */
export class LineTransport {
  /** Requests without a reply since the last reply. */
  unanswered = 0;
  discardedBytes = 0;
  private port: LinePort | undefined;
  private inStep = false;
  private readonly waiter = new ReplyWaiter();
  private tokens = 0;
  private readonly turns = new Turns();
  private readonly end = new AbortController();
  private readonly assembler: LineAssembler;

  private constructor(private readonly options: LineTransportOptions) {
    this.assembler = new LineAssembler(options.maxReplyLength, (text) => {
      this.discard(text);
    });
  }

  /** Opens a port; the first turn begins with synchronisation. @throws {InstrumentError} what `open` throws */
  static async open(options: LineTransportOptions, open: OpenPort): Promise<LineTransport> {
    const transport = new LineTransport(options);
    transport.port = await open({
      data: (chunk) => {
        for (const line of transport.assembler.push(chunk)) transport.receive(line);
      },
      closed: (cause) => {
        transport.lose(cause);
      },
    });
    return transport;
  }

  /** Aborted when the port is gone. */
  get closed(): AbortSignal {
    return this.end.signal;
  }

  /**
   * The line for `work` alone. After any failure inside, the next turn synchronises first.
   * @throws {InstrumentError} `not-sent` when the port is closed or the instrument does not synchronise
   */
  turn<T>(work: (talk: Talk) => Promise<T>): Promise<T> {
    return this.turns.take(async () => {
      if (!this.inStep) await this.synchronise();
      this.inStep = false;
      const result = await work({
        query: (line, decode, deadlineMs) => this.query(line, decode, deadlineMs),
        send: (line, deadlineMs) => this.write(line, deadlineMs),
      });
      this.inStep = true;
      return result;
    });
  }

  /** A sign of life, and both ends in step. @throws {InstrumentError} `not-sent` */
  ping(): Promise<void> {
    return this.turns.take(() => this.synchronise());
  }

  async close(): Promise<void> {
    await this.port?.close();
    this.lose(undefined);
  }

  private async query<T>(line: string, decode: (reply: string) => T, deadlineMs: number): Promise<T> {
    this.assembler.clear();
    const before = this.discardedBytes;
    const work = async (): Promise<T> => {
      const reply = this.waiter.expect(decode);
      await Promise.all([reply, this.put(line)]);
      return reply;
    };
    try {
      const value = await withDeadline(this.options.clock, deadlineMs, work(), () =>
        this.late(line, deadlineMs, this.discardedBytes - before),
      );
      this.unanswered = 0;
      return value;
    } finally {
      this.waiter.giveUp();
    }
  }

  private async write(line: string, deadlineMs: number): Promise<void> {
    await withDeadline(this.options.clock, deadlineMs, this.put(line), () => this.late(line, deadlineMs, 0));
  }

  private async put(line: string): Promise<void> {
    if (this.closed.aborted || !this.port) throw this.error('not-sent', 'the port is closed', { line });
    try {
      await this.port.write(`${line}\n`);
    } catch (cause) {
      throw this.error('unknown-outcome', 'writing failed', { line }, cause);
    }
  }

  /** The empty line first ends whatever half a command the instrument still holds. */
  private async synchronise(): Promise<void> {
    const token = `${this.options.clock.now().toString(36)}.${++this.tokens}`;
    const { question, answer } = this.options.synchronisation(token);
    const decode = (line: string): void => {
      if (line !== answer) throw new Error('an answer to an earlier question');
    };
    try {
      await this.query(`\n${question}`, decode, this.options.deadlineMs);
      this.inStep = true;
    } catch (cause) {
      throw this.error(
        'not-sent',
        'no answer to the question that brings both ends into step',
        { question },
        cause,
      );
    }
  }

  private receive(line: string): void {
    if (!this.waiter.offer(line)) this.discard(line);
  }

  private discard(text: string): void {
    this.discardedBytes += text.length;
    this.options.onDiscarded?.(text);
  }

  private lose(cause: Error | undefined): void {
    if (this.closed.aborted) return;
    this.end.abort(this.error('not-sent', 'the port was closed', {}, cause));
    this.waiter.reject(
      this.error('unknown-outcome', 'the port closed while an answer was awaited', {}, cause),
    );
  }

  private late(line: string, deadlineMs: number, discarded: number): InstrumentError {
    this.unanswered++;
    return discarded > 0
      ? this.error('protocol', `${discarded} bytes came that answer nothing`, { line })
      : this.error('unknown-outcome', `no answer to "${line.trim()}" within ${deadlineMs} ms`, { line });
  }

  private error(
    fault: 'not-sent' | 'unknown-outcome' | 'protocol',
    message: string,
    context: Record<string, unknown>,
    cause?: unknown,
  ): InstrumentError {
    return new InstrumentError(this.options.instrument, fault, message, context, { cause });
  }
}
