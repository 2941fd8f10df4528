/**
 * From a message to its one answer: commands that are late, kept by the broker or malformed are refused, one seen
 * before is answered as it was then, and the others are carried out one after another.
 */
import type { z } from 'zod';
import type { Clock } from '../../core/clock.js';
import { Turns } from '../../core/turns.js';
import {
  COMMAND_NAMES,
  envelopeSchema,
  LONGEST_LIFE_MS,
  type CommandName,
  type CommandResult,
  type Envelope,
  type Values,
} from '../../drivers/mqtt-instrument/codec.js';
import { AnswerMemory } from '../../drivers/transports/mqtt-answer-memory.js';
import { complaint, fieldOf, parseJson } from '../../drivers/transports/mqtt-json.js';
import { Refusal } from './outcome.js';

/** What an instrument can be asked, by command. */
export type Handlers<Result> = {
  readonly [Name in CommandName]: (args: unknown) => Promise<Values<Result>[Name]>;
};

/** A handler whose arguments are checked first. */
export function handling<Schema extends z.ZodType, Result>(
  schema: Schema,
  act: (args: z.infer<Schema>) => Promise<Result>,
): (args: unknown) => Promise<Result> {
  return async (args) => {
    const parsed = schema.safeParse(args);
    if (!parsed.success) throw new Refusal('bad-arguments', complaint(parsed.error));
    return act(parsed.data);
  };
}

export class CommandDesk<Result = unknown> {
  private readonly answers = new AnswerMemory<CommandResult>();
  private readonly turns = new Turns();

  /** @param clock link time: `expires` is held against its time of day once, when the command arrives */
  constructor(
    private readonly handlers: Handlers<Result>,
    private readonly clock: Clock,
  ) {}

  async answer(name: string, text: string, retained: boolean): Promise<CommandResult> {
    const command = parseJson(text);
    const envelope = envelopeSchema.safeParse(command);
    if (!envelope.success) {
      const id = envelopeSchema.shape.id.safeParse(fieldOf(command, 'id'));
      return this.refused(id.data ?? null, new Refusal('malformed', complaint(envelope.error)));
    }
    const { id } = envelope.data;
    if (retained) {
      return this.refused(
        id,
        new Refusal('retained', 'a retained message is no command: publish it unretained'),
      );
    }
    return this.answers.once(id, () => this.inTurn(name, envelope.data, command));
  }

  private inTurn(name: string, envelope: Envelope, command: unknown): Promise<CommandResult> {
    // What waits grows old by a clock that nobody sets.
    const endMs = this.clock.monotonic() + Date.parse(envelope.expires) - this.clock.now();
    return this.turns.take(() => this.carryOut(name, envelope, endMs, command));
  }

  private async carryOut(
    name: string,
    { id, expires }: Envelope,
    endMs: number,
    command: unknown,
  ): Promise<CommandResult> {
    try {
      this.refuseOutOfTime(expires, endMs - this.clock.monotonic());
      const known = COMMAND_NAMES.find((candidate) => candidate === name);
      if (!known) throw new Refusal('unknown-command', `'${name}' is none of ${COMMAND_NAMES.join(', ')}`);
      return { id, ts: this.timestamp(), ok: true, value: await this.handlers[known](command) };
    } catch (error) {
      return this.refused(id, error);
    }
  }

  private refuseOutOfTime(expires: string, leftMs: number): void {
    const here = `and it is ${this.timestamp()} here`;
    if (leftMs <= 0)
      throw new Refusal('expired', `expired at ${expires}, ${here}: send it anew, or set the clocks`);
    if (leftMs <= LONGEST_LIFE_MS) return;
    const allowed = `${LONGEST_LIFE_MS / 1000} s are allowed`;
    throw new Refusal('early', `expires at ${expires}, ${here}, ${allowed}: set the clocks`);
  }

  private refused(id: string | null, error: unknown): CommandResult {
    const { code, message } =
      error instanceof Refusal ? error : { code: 'internal' as const, message: String(error) };
    return { id, ts: this.timestamp(), ok: false, code, message };
  }

  private timestamp(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
