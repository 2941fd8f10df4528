/**
 * From an operator's request to its one answer: late, early, kept or malformed requests are refused; a transaction
 * seen before is answered as it was then; the others are recorded first and carried out then.
 */
import type { Clock } from '../../core/clock.js';
import { AnswerMemory } from '../../drivers/transports/mqtt-answer-memory.js';
import { complaint, fieldOf, parseJson } from '../../drivers/transports/mqtt-json.js';
import {
  requestSchema,
  VERBS,
  type Flat,
  type OperatorRequest,
  type OperatorResponse,
  type REFUSALS,
  type Verb,
} from './contract/messages.js';

/** What the agent does when asked. `actor` is who the asker says to be. */
export interface OperatorCommands {
  pause(actor: string, reason: string): Promise<void> | void;
  resume(actor: string): Promise<void> | void;
  stopAll(actor: string, reason: string): Promise<void> | void;
  answer(actor: string, prompt: string, option: string, note: string): Promise<void> | void;
  acknowledge(actor: string, alarm: string, note: string): Promise<void> | void;
  shelve(actor: string, alarm: string, forS: number, note: string): Promise<void> | void;
  unshelve(actor: string, alarm: string, note: string): Promise<void> | void;
}

/** What is written down before anything is done. */
export interface RequestEntry extends OperatorRequest {
  readonly kind: 'operator-request';
  readonly verb: Verb;
  /** ISO-8601 UTC. */
  readonly received_at: string;
}

export interface RequestDeskOptions {
  /** Link time, which `issued_at` is held against. */
  readonly clock: Clock;
  readonly commands: OperatorCommands;
  /** Resolves once the entry is durable. */
  readonly journal: (entry: RequestEntry) => Promise<void>;
  readonly stamped: <Body extends Flat>(body: Body) => Body & { ts: string; seq: number };
  readonly onTrouble: (error: Error) => void;
}

/** A request may be this much older than now, or, for want of equal clocks, newer. */
const TOLERANCE_MS = 10_000;

type RefusalCode = (typeof REFUSALS)[number];

export class RequestDesk {
  private readonly answers = new AnswerMemory<OperatorResponse>();

  constructor(private readonly options: RequestDeskOptions) {}

  async answer(verb: string, text: string, retained: boolean): Promise<OperatorResponse> {
    const message = parseJson(text);
    const request = requestSchema.safeParse(message);
    if (!request.success) {
      const transaction =
        requestSchema.shape.transaction.safeParse(fieldOf(message, 'transaction')).data ?? null;
      return this.refused(transaction, 'malformed', complaint(request.error));
    }
    const { transaction } = request.data;
    if (retained)
      return this.refused(transaction, 'retained', 'a retained message is no request: ask unretained');
    return this.answers.once(transaction, () => this.decide(verb, request.data));
  }

  private async decide(verb: string, request: OperatorRequest): Promise<OperatorResponse> {
    const { transaction, issued_at } = request;
    const known = VERBS.find((candidate) => candidate === verb);
    if (!known) return this.refused(transaction, 'unknown-verb', `'${verb}' is none of ${VERBS.join(', ')}`);
    const ageMs = this.options.clock.now() - Date.parse(issued_at);
    if (Math.abs(ageMs) <= TOLERANCE_MS) return this.carryOut(known, request);
    const age = `issued ${Math.abs(ageMs) / 1000} s ${ageMs > 0 ? 'ago' : 'from now'} by this clock`;
    const advice = `${age}, ${TOLERANCE_MS / 1000} s are allowed: ask anew, and check that the clocks agree`;
    return this.refused(transaction, ageMs > 0 ? 'expired' : 'early', advice);
  }

  private async carryOut(verb: Verb, request: OperatorRequest): Promise<OperatorResponse> {
    const { transaction } = request;
    const recorded = await this.record(verb, request);
    // Going to the safe state must not depend on a disk.
    if (!recorded && verb !== 'stop_all') {
      return this.refused(
        transaction,
        'not-recorded',
        'the record could not be written, so nothing was done',
      );
    }
    try {
      await this.act(verb, request);
      return this.options.stamped({ transaction, ok: true, recorded });
    } catch (error) {
      this.options.onTrouble(new Error(`'${verb}' of ${request.actor} went wrong`, { cause: error }));
      return this.refused(transaction, 'failed', String(error));
    }
  }

  private async record(verb: Verb, request: OperatorRequest): Promise<boolean> {
    const received_at = new Date(this.options.clock.now()).toISOString();
    try {
      await this.options.journal({ kind: 'operator-request', verb, ...request, received_at });
      return true;
    } catch (error) {
      this.options.onTrouble(
        new Error(`'${verb}' of ${request.actor} could not be recorded`, { cause: error }),
      );
      return false;
    }
  }

  private async act(verb: Verb, request: OperatorRequest): Promise<void> {
    const { actor, reason, prompt, option, alarm, forS } = request;
    const { commands } = this.options;
    const acts: Readonly<Record<Verb, () => Promise<void> | void>> = {
      pause: () => commands.pause(actor, reason),
      resume: () => commands.resume(actor),
      stop_all: () => commands.stopAll(actor, reason),
      answer: () => commands.answer(actor, prompt, option, reason),
      ack: () => commands.acknowledge(actor, alarm, reason),
      shelve: () => commands.shelve(actor, alarm, forS, reason),
      unshelve: () => commands.unshelve(actor, alarm, reason),
    };
    await acts[verb]();
  }

  private refused(transaction: string | null, code: RefusalCode, message: string): OperatorResponse {
    return this.options.stamped({ transaction, ok: false, code, message });
  }
}
