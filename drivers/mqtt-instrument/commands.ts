/** Sends commands to an instrument and makes sense of its answers. */
import type { Raw } from '../instrument.js';
import { InstrumentError, type Fault } from '../instrument-error.js';
import { MqttCaller } from '../transports/mqtt-caller.js';
import { parseJson } from '../transports/mqtt-json.js';
import {
  resultSchema,
  valueSchemas,
  type Arguments,
  type CommandName,
  type CommandResult,
  type RefusalCode,
  type Values,
  type Vocabulary,
} from './codec.js';
import type { MqttInstrumentOptions } from './options.js';
import { commandTopic, resultTopic } from './topics.js';

/** A command expires before its sender gives up on it, so that none begins behind its sender's back. */
const EXPIRY_SHARE = 0.8;

export class Commands<Task, Result> {
  private readonly caller: MqttCaller;
  private readonly values: ReturnType<typeof valueSchemas<Result>>;
  private readonly deadlineMs: number;
  private readonly born: string;
  private sent = 0;

  constructor(
    private readonly options: MqttInstrumentOptions,
    vocabulary: Vocabulary<Task, Result>,
  ) {
    this.values = valueSchemas(vocabulary.result);
    const { bus, base, clock } = options;
    this.caller = new MqttCaller(bus, clock, {
      filter: resultTopic(base, '+'),
      transactionOf: (text) => resultSchema.safeParse(parseJson(text)).data?.id ?? undefined,
    });
    this.deadlineMs = options.deadlineMs ?? 5000;
    // Unique through restarts of the agent: no two start in the same millisecond.
    this.born = clock.now().toString(36);
  }

  open(): Promise<void> {
    return this.caller.open();
  }

  close(): Promise<void> {
    return this.caller.close();
  }

  /** @throws {InstrumentError} */
  async call<Name extends CommandName>(
    name: Name,
    args: Arguments<Task>[Name],
  ): Promise<Values<Result>[Name]> {
    return (await this.exchange(name, args)).value;
  }

  /**
   * As `call`, with the answer as it came.
   * @throws {InstrumentError}
   */
  async exchange<Name extends CommandName>(
    name: Name,
    args: Arguments<Task>[Name],
  ): Promise<{ readonly value: Values<Result>[Name]; readonly raw: Raw }> {
    let { answer, result } = await this.send(name, args);
    // A clock that was set on the way is right the second time, and nothing was carried out.
    if (isOutOfTime(result)) ({ answer, result } = await this.send(name, args));
    if (!result.ok) throw this.refused(name, result);
    const value = this.values[name].safeParse(result.value);
    if (value.success) return { value: value.data, raw: answer };
    throw this.error('protocol', `the answer to '${name}' makes no sense: ${value.error.message}`, {
      answer,
    });
  }

  private async send(name: CommandName, args: object): Promise<{ answer: string; result: CommandResult }> {
    const { id: instrument, base, clock } = this.options;
    this.sent += 1;
    const id = `${instrument}-${this.born}-${this.sent}`;
    const expires = new Date(clock.now() + EXPIRY_SHARE * this.deadlineMs).toISOString();
    const text = JSON.stringify({ ...args, id, expires });
    const question = { topic: commandTopic(base, name), transaction: id, text, deadlineMs: this.deadlineMs };
    const answer = await this.ask(name, question);
    return { answer, result: resultSchema.parse(parseJson(answer)) };
  }

  private async ask(name: CommandName, question: Parameters<MqttCaller['ask']>[0]): Promise<string> {
    try {
      return await this.caller.ask(question);
    } catch (error) {
      if (!(error instanceof InstrumentError)) throw error;
      const advice = error.fault === 'unknown-outcome' ? '; ask for the job before repeating it' : '';
      throw this.error(error.fault, `'${name}': ${error.message}${advice}`, { sent: question.text }, error);
    }
  }

  private refused(name: CommandName, { code, message }: CommandResult & { ok: false }): InstrumentError {
    return this.error(FAULTS[code] ?? 'refused', `refuses '${name}' (${code}): ${message}`, { code });
  }

  private error(
    fault: Fault,
    message: string,
    context: Readonly<Record<string, unknown>>,
    cause?: unknown,
  ): InstrumentError {
    return new InstrumentError(this.options.id, fault, message, context, { cause });
  }
}

/** An answer that came in time and says `expired` or `early` means that the clocks differ. */
function isOutOfTime(result: CommandResult): boolean {
  return !result.ok && (result.code === 'expired' || result.code === 'early');
}

/** The codes not listed are refusals. */
const FAULTS: Partial<Record<RefusalCode, Fault>> = {
  expired: 'set-up',
  early: 'set-up',
  internal: 'unknown-outcome',
};
