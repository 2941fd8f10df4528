/** A link to an OPC UA server that keeps itself up by replacing its connection whenever it ends. */
import './opcua-quiet.js';
import type { OPCUACertificateManager } from 'node-opcua-certificate-manager';
import type { ClientSession } from 'node-opcua-client';
import { abortReason } from '../../core/clock.js';
import { InstrumentError } from '../instrument-error.js';
import type { LinkState } from '../instrument.js';
import { withDeadline } from './deadline.js';
import { OpcuaConnection } from './opcua-connection.js';
import { DEFAULT_TIMING, type OpcuaOptions, type OpcuaTiming } from './opcua-options.js';
import { explainTrust, openCertificates } from './opcua-trust.js';
import { openTrouble } from './opcua-trouble.js';

/** A session, and what was learnt about the server when it was opened. */
export interface Prepared<Model> {
  readonly session: ClientSession;
  readonly model: Model;
}

interface Live<Model> extends Prepared<Model> {
  readonly connection: OpcuaConnection;
}

export class OpcuaLink<Model> {
  private readonly timing: OpcuaTiming;
  private certificates: OPCUACertificateManager | undefined;
  private live: Live<Model> | undefined;
  private down: Exclude<LinkState, 'up'> = 'down';
  private why = 'connect first';
  private over = new AbortController();
  private keeper: Promise<void> = Promise.resolve();

  /**
   * @param prepare runs on every new session before its first use: node ids of one session mean nothing in the next
   */
  constructor(
    private readonly options: OpcuaOptions,
    private readonly prepare: (session: ClientSession) => Promise<Model>,
  ) {
    this.timing = { ...DEFAULT_TIMING, ...options.timing };
  }

  get state(): LinkState {
    return this.live ? 'up' : this.down;
  }

  /** Opens the link once; from then on it is reopened in the background, with back-off, until `disconnect`. */
  async connect(signal?: AbortSignal): Promise<void> {
    if (this.live) return;
    await this.disconnect();
    const over = new AbortController();
    this.over = over;
    this.live = await this.open(signal ? AbortSignal.any([signal, over.signal]) : over.signal);
    this.keeper = this.keep(over.signal);
  }

  async disconnect(): Promise<void> {
    this.over.abort(new Error('disconnected by us'));
    this.why = 'connect first';
    this.down = 'down';
    const live = this.live;
    this.live = undefined;
    await live?.connection.close();
    await this.keeper;
    await this.certificates?.dispose();
    this.certificates = undefined;
  }

  /** The session to send on. @throws {InstrumentError} `not-sent` at once while there is none */
  use(): Prepared<Model> {
    if (this.live) return this.live;
    const { id, endpoint } = this.options;
    const message = `no connection to ${endpoint} (${this.why}); nothing was sent`;
    throw new InstrumentError(id, 'not-sent', message, { endpoint, link: this.down });
  }

  private async keep(signal: AbortSignal): Promise<void> {
    while (this.live) {
      const { connection } = this.live;
      const end = await connection.ended;
      this.live = undefined;
      this.down = end.state;
      this.why = end.why;
      await connection.close();
      const next = await this.reopen(signal);
      if (signal.aborted) await next?.connection.close();
      else this.live = next;
    }
  }

  private async reopen(signal: AbortSignal): Promise<Live<Model> | undefined> {
    let delayMs = this.timing.firstRetryMs;
    while (!signal.aborted) {
      try {
        await this.options.clock.sleep(delayMs, signal);
        return await this.open(signal);
      } catch (error) {
        this.down = 'down';
        this.why = error instanceof Error ? error.message : String(error);
        delayMs = Math.min(2 * delayMs, this.timing.longestRetryMs);
      }
    }
    return undefined;
  }

  private async open(signal: AbortSignal): Promise<Live<Model>> {
    const { clock, endpoint } = this.options;
    const late = (): Error => new Error(`no connection to ${endpoint} within ${this.timing.openMs} ms`);
    const opening = this.openNow(signal);
    try {
      return await withDeadline(clock, this.timing.openMs, unlessAborted(opening, signal), late);
    } catch (error) {
      // A connection that comes up after all has nobody to use it.
      opening.then(({ connection }) => connection.close()).catch(() => undefined);
      throw openTrouble(await explainTrust(error, this.options, this.certificates), this.options);
    }
  }

  private async openNow(signal: AbortSignal): Promise<Live<Model>> {
    this.certificates ??= await openCertificates(this.options);
    if (signal.aborted) throw abortReason(signal);
    const connection = await OpcuaConnection.open(this.options, this.timing, this.certificates);
    const { session } = connection;
    try {
      return { connection, session, model: await this.prepare(session) };
    } catch (error) {
      await connection.close();
      throw error;
    }
  }
}

/** Settles as `work` does, or rejects as soon as the signal is aborted; leaves no listener behind. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(abortReason(signal));
    };
    signal.addEventListener('abort', onAbort);
    void work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
    if (signal.aborted) onAbort();
  });
}
