/** A line that comes back by itself: opened, greeted, watched, and opened anew when it was lost. */
import { InstrumentError } from '../instrument-error.js';
import type { LinkState } from '../instrument.js';
import type { OpenPort } from './line-port.js';
import { LineTransport, type LineTransportOptions, type Talk } from './line-transport.js';

export interface LineLinkOptions extends LineTransportOptions {
  readonly open: OpenPort;
  /** Checks after every open that the right instrument answers. @throws {InstrumentError} `wrong-peer`, `set-up` */
  readonly greet: (transport: LineTransport) => Promise<void>;
  readonly backOff?: BackOff;
  /** An idle line is asked for a sign of life this often, ms. */
  readonly heartbeatMs?: number;
}

/** Waiting times between attempts to reconnect, ms: the first, growing by half each time up to the last. */
export interface BackOff {
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Unanswered in a row before the port is given up and opened anew. */
const MAX_UNANSWERED = 3;

export class LineLink {
  private transport: LineTransport | undefined;
  private trouble: unknown;
  private stop: AbortController | undefined;
  private supervision: Promise<void> = Promise.resolve();

  constructor(private readonly options: LineLinkOptions) {}

  get state(): LinkState {
    if (!this.transport || this.transport.closed.aborted) return 'down';
    return this.transport.unanswered > 0 ? 'stale' : 'up';
  }

  /**
   * Opens and greets. Once this has succeeded the link is reopened by itself until `disconnect`.
   * @throws {InstrumentError} `set-up`, `wrong-peer`, `not-sent`
   */
  async connect(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.stop && this.state === 'down') throw this.down();
    if (this.stop) return;
    const stop = (this.stop = new AbortController());
    try {
      this.transport = await this.establish(stop.signal);
    } catch (error) {
      this.stop = undefined;
      throw error;
    }
    this.supervision = this.supervise(this.transport, stop.signal);
  }

  /** @throws {InstrumentError} at once with `not-sent` (or `wrong-peer`) while the link is down */
  async turn<T>(work: (talk: Talk) => Promise<T>): Promise<T> {
    if (!this.transport || this.transport.closed.aborted) throw this.down();
    return this.transport.turn(work);
  }

  async disconnect(): Promise<void> {
    this.stop?.abort(this.error('not-sent', 'disconnected'));
    this.stop = undefined;
    await this.transport?.close();
    await this.supervision;
    this.transport = undefined;
    this.trouble = undefined;
  }

  private async establish(stop: AbortSignal): Promise<LineTransport> {
    const transport = await LineTransport.open(this.options, this.options.open);
    try {
      await this.options.greet(transport);
      stop.throwIfAborted();
      return transport;
    } catch (error) {
      await transport.close();
      throw error;
    }
  }

  private async supervise(first: LineTransport, stop: AbortSignal): Promise<void> {
    let transport: LineTransport | undefined = first;
    while (transport) {
      await this.watch(transport);
      transport = await this.reopen(stop);
      this.transport = transport;
    }
  }

  /** Returns when the transport is closed: by the other end, by `disconnect`, or here after too long a silence. */
  private async watch(transport: LineTransport): Promise<void> {
    const { clock, heartbeatMs = 2000 } = this.options;
    while (!transport.closed.aborted) {
      try {
        await clock.sleep(heartbeatMs, transport.closed);
        await transport.ping();
      } catch (error) {
        this.trouble = error;
      }
      if (transport.unanswered >= MAX_UNANSWERED) break;
    }
    await transport.close();
  }

  private async reopen(stop: AbortSignal): Promise<LineTransport | undefined> {
    const { firstMs, lastMs } = this.options.backOff ?? { firstMs: 100, lastMs: 5000 };
    for (let waitMs = firstMs; !stop.aborted; waitMs = Math.min(1.5 * waitMs, lastMs)) {
      try {
        await this.options.clock.sleep(waitMs, stop);
        return await this.establish(stop);
      } catch (error) {
        this.trouble = error;
      }
    }
    return undefined;
  }

  private down(): InstrumentError {
    if (!this.stop) return this.error('not-sent', 'not connected: call connect first');
    const { trouble } = this;
    const wrongPeer = trouble instanceof InstrumentError && trouble.fault === 'wrong-peer';
    const reason = trouble instanceof Error ? `: ${trouble.message}` : '';
    const message = `the link is down and being reconnected${reason}`;
    return this.error(wrongPeer ? 'wrong-peer' : 'not-sent', message, trouble);
  }

  private error(fault: 'not-sent' | 'wrong-peer', message: string, cause?: unknown): InstrumentError {
    return new InstrumentError(this.options.instrument, fault, message, {}, { cause });
  }
}
