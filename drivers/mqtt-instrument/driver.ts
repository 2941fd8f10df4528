/**
 * An instrument that carries out jobs and is reached over MQTT, whatever its jobs are. The bus belongs to whoever made
 * it, and may serve other drivers as well: `disconnect` leaves it connected.
 */
import { InstrumentError, type Fault } from '../instrument-error.js';
import type { Identity, Instrument, JobReport, LinkState, Reading, Table } from '../instrument.js';
import type { Vocabulary } from './codec.js';
import { Commands } from './commands.js';
import type { MqttInstrumentOptions } from './options.js';
import { Presence } from './presence.js';

export class MqttInstrument<Task, Result> implements Instrument<Task, Result> {
  readonly id: string;
  private readonly presence: Presence;
  private readonly commands: Commands<Task, Result>;
  private isOpen = false;

  constructor(
    private readonly options: MqttInstrumentOptions,
    vocabulary: Vocabulary<Task, Result>,
  ) {
    this.id = options.id;
    this.presence = new Presence(options.bus, options.base);
    this.commands = new Commands(options, vocabulary);
  }

  get link(): LinkState {
    if (!this.isOpen || this.options.bus.link === 'down' || this.presence.state === 'offline') return 'down';
    return this.presence.state === 'online' ? 'up' : 'stale';
  }

  /** Reaches the broker, then the instrument: its answer proves that both directions are allowed and work. */
  async connect(signal?: AbortSignal): Promise<void> {
    await this.disconnect();
    try {
      await this.options.bus.connect(signal);
      await this.presence.open();
      await this.commands.open();
      await this.presence.heard(this.options.clock, this.options.deadlineMs ?? 5000);
      this.isOpen = true;
      await this.identify();
    } catch (error) {
      await this.disconnect();
      throw error instanceof InstrumentError ? this.error(error.fault, error.message, error) : error;
    }
  }

  async identify(): Promise<Identity> {
    this.assertPresent();
    return this.commands.call('identify', {});
  }

  async observe(): Promise<readonly Reading[]> {
    this.assertPresent();
    const readings = await this.commands.call('observe', {});
    const atMs = this.options.clock.now();
    return readings.map((reading) => ({ ...reading, atMs }));
  }

  async start(jobId: string, task: Task): Promise<void> {
    this.assertPresent();
    await this.commands.call('start', { job: jobId, task });
  }

  async job(jobId: string): Promise<JobReport<Result>> {
    this.assertPresent();
    const { value, raw } = await this.commands.exchange('job', { job: jobId });
    return { ...value, raw };
  }

  async fetch(jobId: string, from: number): Promise<Table> {
    this.assertPresent();
    const { value, raw } = await this.commands.exchange('data', { job: jobId, from });
    return { ...value, raw };
  }

  async makeSafe(jobId?: string): Promise<void> {
    this.assertPresent();
    await this.commands.call('safe', jobId === undefined ? {} : { job: jobId });
  }

  async disconnect(): Promise<void> {
    this.isOpen = false;
    await this.commands.close();
    await this.presence.close();
  }

  /** Nothing is sent to an instrument that would not hear it. */
  private assertPresent(): void {
    if (this.link === 'up') return;
    throw this.error('not-sent', this.whyAbsent());
  }

  private whyAbsent(): string {
    const { bus, base } = this.options;
    if (bus.link === 'down') return `no connection to ${bus.name}; nothing was sent`;
    if (!this.isOpen) return 'not connected; nothing was sent. Connect first';
    if (this.presence.state === 'offline')
      return `it is offline; nothing was sent. Check its power and network`;
    return `it was not heard on ${base}/availability; nothing was sent. Is it switched on, and the base right?`;
  }

  private error(fault: Fault, message: string, cause?: unknown): InstrumentError {
    return new InstrumentError(this.id, fault, message, { base: this.options.base }, { cause });
  }
}
