/** A battery cycling tester over a serial line or TCP, in an SCPI dialect. */
import type { Clock } from '../../core/clock.js';
import type { Cycler, CyclerResult, CyclerTask } from '../cycler.js';
import { InstrumentError, type Fault } from '../instrument-error.js';
import type { Identity, JobReport, LinkState, Reading, Table } from '../instrument.js';
import { LineLink } from '../transports/line-link.js';
import type { LineTransport } from '../transports/line-transport.js';
import { commands } from './codec/commands.js';
import { decodeJobData, PAGE_ROWS } from './codec/job-data.js';
import { decodeChannelStatus, decodeJobStatus, type JobStatus } from './codec/job-status.js';
import type { CyclerProgram } from './codec/program.js';
import { CodecError, quote } from './codec/scpi-text.js';
import { decodeIdentity } from './codec/system.js';
import { Conversation } from './conversation.js';
import { greet } from './greeting.js';
import { openLine } from './line-address.js';
import { observe } from './observation.js';
import { objections } from './task-check.js';

export interface ScpiCyclerOptions {
  readonly id: string;
  /** Path of a serial port, or `host:port`. */
  readonly line: string;
  /** How many channels may be used; the tester must have at least as many. */
  readonly channels: number;
  /** Link time. */
  readonly clock: Clock;
  /** When absent, the tester that answers first is the one that must answer from then on. */
  readonly serialNumber?: string;
  /** For each reply, ms. The line answers in milliseconds, but a tester under load may be slow. */
  readonly deadlineMs?: number;
  /** Told of received text that answered nothing. */
  readonly onDiscarded?: (text: string) => void;
}

const DEADLINE_MS = 2000;
const MAX_REPLY_LENGTH = 1 << 18;

export class ScpiCycler implements Cycler {
  readonly id: string;
  readonly channels: number;
  private serialNumber: string | undefined;
  private readonly line: LineLink;
  private readonly conversation: Conversation;

  constructor(private readonly options: ScpiCyclerOptions) {
    this.id = options.id;
    this.channels = options.channels;
    this.serialNumber = options.serialNumber;
    const { deadlineMs = DEADLINE_MS } = options;
    this.line = new LineLink({
      deadlineMs,
      instrument: options.id,
      clock: options.clock,
      open: openLine(options.id, options.line),
      greet: (transport) => this.greet(transport),
      synchronisation: (token) => ({ question: commands.synchronise(token), answer: quote(token) }),
      maxReplyLength: MAX_REPLY_LENGTH,
      ...(options.onDiscarded ? { onDiscarded: options.onDiscarded } : {}),
    });
    this.conversation = new Conversation(options.id, this.line, deadlineMs);
  }

  get link(): LinkState {
    return this.line.state;
  }

  connect(signal?: AbortSignal): Promise<void> {
    return this.line.connect(signal);
  }

  disconnect(): Promise<void> {
    return this.line.disconnect();
  }

  identify(): Promise<Identity> {
    return this.conversation.ask(commands.identify, decodeIdentity);
  }

  observe(): Promise<readonly Reading[]> {
    return observe(this.conversation, this.channels, () => this.options.clock.now());
  }

  async start(jobId: string, task: CyclerTask): Promise<void> {
    const reasons = objections(task, this.channels);
    if (reasons.length > 0) throw this.error('refused', `job ${jobId}: ${reasons.join('; ')}`, { task });
    if ((await this.status(jobId)).state !== 'unknown') return;
    const { channel, cellId, protocol } = task;
    await this.upload(jobId, { channel, cellId, protocol });
    const refusal = await refusalOf(this.conversation.setOnce(commands.start(channel, jobId)));
    await this.confirmStarted(jobId, refusal);
  }

  async job(jobId: string): Promise<JobReport<CyclerResult>> {
    const { state, progress, rows, testTimeS, fault, raw } = await this.status(jobId);
    return {
      state,
      rows,
      raw,
      ...(state === 'running' ? { progress } : {}),
      ...(state === 'completed' ? { result: { kind: 'protocol', testTimeS } } : {}),
      ...(fault ? { fault } : {}),
    };
  }

  /** One page, at most 500 rows: ask again from the next index until `job` counts no more. */
  async fetch(jobId: string, from: number): Promise<Table> {
    const question = this.encoded(() => commands.jobData(jobId, from, PAGE_ROWS));
    const decode = (raw: string) => ({ ...decodeJobData(jobId, from, raw), raw });
    return { from, ...(await this.conversation.ask(question, decode)) };
  }

  async makeSafe(jobId?: string): Promise<void> {
    if (jobId === undefined) {
      await this.conversation.insist(commands.abortAll);
      for (let channel = 1; channel <= this.channels; channel++) await this.confirmIdle(channel);
      return;
    }
    await this.conversation.insist(this.encoded(() => commands.abort(jobId)));
    if ((await this.status(jobId)).state === 'running')
      throw this.error(
        'protocol',
        `job ${jobId} still runs after its abort was accepted: open the relay by hand`,
      );
  }

  private async status(jobId: string): Promise<JobStatus & { readonly raw: string }> {
    const question = this.encoded(() => commands.jobStatus(jobId));
    return this.conversation.ask(question, (raw) => ({ ...decodeJobStatus(jobId, raw), raw }));
  }

  private async upload(jobId: string, program: CyclerProgram): Promise<void> {
    try {
      await this.conversation.upload(jobId, program);
    } catch (cause) {
      if (!(cause instanceof CodecError)) throw cause;
      throw this.error(
        'refused',
        `job ${jobId} cannot be written for the tester: ${cause.message}`,
        {},
        cause,
      );
    }
  }

  /** The status has a checksum, a refusal has none: the tester that knows the job has taken it, whatever it seemed to say. */
  private async confirmStarted(jobId: string, refusal: InstrumentError | undefined): Promise<void> {
    let state;
    try {
      ({ state } = await this.status(jobId));
    } catch (cause) {
      throw this.error('unknown-outcome', `job ${jobId} was started, but could not be confirmed`, {}, cause);
    }
    if (state !== 'unknown') return;
    const message = `the start of ${jobId} was accepted, but the tester does not know the job`;
    throw refusal ?? this.error('protocol', message);
  }

  private async confirmIdle(channel: number): Promise<void> {
    const decode = (reply: string) => decodeChannelStatus(channel, reply);
    const jobId = await this.conversation.ask(commands.channelStatus(channel), decode);
    if (jobId === undefined) return;
    const message = `channel ${channel} still runs ${jobId} after every job was aborted: open the relay by hand`;
    throw this.error('protocol', message, { jobId });
  }

  private async greet(transport: LineTransport): Promise<void> {
    const { id, channels, serialNumber } = this;
    const { deadlineMs = DEADLINE_MS } = this.options;
    const identity = await greet(transport, { instrument: id, channels, serialNumber, deadlineMs });
    this.serialNumber = identity.serialNumber;
  }

  /** A question that cannot be written (a malformed job id) is refused here. */
  private encoded(write: () => string): string {
    try {
      return write();
    } catch (cause) {
      throw this.error('refused', cause instanceof Error ? cause.message : String(cause), {}, cause);
    }
  }

  private error(
    fault: Fault,
    message: string,
    context: Record<string, unknown> = {},
    cause?: unknown,
  ): InstrumentError {
    return new InstrumentError(this.id, fault, message, context, { cause });
  }
}

/** The instrument's no; undefined when it took the setting. @throws whatever else goes wrong */
async function refusalOf(setting: Promise<void>): Promise<InstrumentError | undefined> {
  try {
    await setting;
    return undefined;
  } catch (error) {
    if (error instanceof InstrumentError && error.fault === 'refused') return error;
    throw error;
  }
}
