/**
 * From a request to its one answer, whichever way it came: late, early, kept, malformed and forbidden requests are refused;
 * a transaction seen before is answered as it was then; the others are recorded first and carried out then.
 */
import { z } from 'zod';
import type { Clock } from '../../core/clock.js';
import { AnswerMemory } from '../../drivers/transports/mqtt-answer-memory.js';
import { complaint, fieldOf } from '../../drivers/transports/mqtt-json.js';
import type { Asker } from '../access/asker.js';
import { mayDo } from '../access/role.js';
import {
  requestSchema,
  type OperatorAnswer,
  type OperatorRequest,
  type RefusalCode,
} from './contract/requests.js';
import type { OperatorCommands } from './operator-commands.js';
import type { RequestEntry, RequestJournal } from './request-journal.js';
import { isVerb, VERB_NAMES, verbOf } from './verbs.js';

export interface RequestDeskOptions {
  /** Link time, which `issued_at` is held against. */
  readonly clock: Clock;
  readonly commands: OperatorCommands;
  readonly journal: RequestJournal;
  readonly onTrouble: (error: Error) => void;
}

/** A request as it arrived. */
export interface Arrival {
  readonly verb: string;
  readonly message: unknown;
  /** The broker kept it from earlier. */
  readonly retained?: boolean;
}

/** A request may be this much older than now, or, for want of equal clocks, newer. */
export const TOLERANCE_MS = 10_000;

/**
 * Answers kept: more than the record can take requests while one of them could pass for fresh, at 1000 commits a second.
 * What is forgotten here is still in the journal, and is refused rather than done again.
 */
const MEMORY = 30_000;

interface Remembered {
  /** Who asked for what: the same transaction for anything else is a mistake that must not pass for done. */
  readonly about: string;
  readonly answer: OperatorAnswer;
}

export class RequestDesk {
  private readonly memory = new AnswerMemory<Remembered>(MEMORY);

  constructor(private readonly options: RequestDeskOptions) {}

  async answer({ verb, message, retained = false }: Arrival, asker: Asker): Promise<OperatorAnswer> {
    const request = requestSchema.safeParse(message);
    if (!request.success) {
      const transaction =
        requestSchema.shape.transaction.safeParse(fieldOf(message, 'transaction')).data ?? null;
      return refusal(transaction, 'malformed', complaint(request.error));
    }
    const { transaction } = request.data;
    if (retained) return refusal(transaction, 'retained', 'a retained message is no request: ask unretained');
    const about = `${verb} of ${asker.name}`;
    const remembered = await this.memory.once(transaction, async () => ({
      about,
      answer: await this.decide(verb, message, request.data, asker),
    }));
    if (remembered.about === about) return remembered.answer;
    const advice = 'another request had this transaction: choose a new one for each';
    return refusal(transaction, 'transaction-used', advice);
  }

  private async decide(
    verb: string,
    message: unknown,
    request: OperatorRequest,
    asker: Asker,
  ): Promise<OperatorAnswer> {
    const { transaction } = request;
    if (!isVerb(verb))
      return refusal(transaction, 'unknown-verb', `'${verb}' is none of ${VERB_NAMES.join(', ')}`);
    const late = this.untimely(request);
    if (late) return late;
    const fields = z.object(verbOf(verb).fields).safeParse(message);
    if (!fields.success) return refusal(transaction, 'malformed', complaint(fields.error));
    const { clock, journal, onTrouble } = this.options;
    const received_at = new Date(clock.now()).toISOString();
    const entry: RequestEntry = { ...request, verb, asker, fields: fields.data, received_at };
    const answer = await this.settle(entry);
    await journal.answered(entry, answer).catch((cause: unknown) => {
      const what = answer.ok ? 'done' : answer.message;
      onTrouble(
        new Error(`the answer to '${verb}' of ${asker.name} could not be recorded (${what})`, { cause }),
      );
    });
    return answer;
  }

  private untimely({ transaction, issued_at }: OperatorRequest): OperatorAnswer | undefined {
    const { clock, journal } = this.options;
    const ageMs = clock.now() - Date.parse(issued_at);
    if (Math.abs(ageMs) > TOLERANCE_MS) {
      const age = `issued ${Math.abs(ageMs) / 1000} s ${ageMs > 0 ? 'ago' : 'from now'} by this clock`;
      const advice = `${age}, ${TOLERANCE_MS / 1000} s are allowed: ask anew, and check that the clocks agree`;
      return refusal(transaction, ageMs > 0 ? 'expired' : 'early', advice);
    }
    if (!journal.hadBefore(transaction)) return undefined;
    const advice = 'it was taken before, and its answer is not kept any more: see what the record says of it';
    return refusal(transaction, 'transaction-used', advice);
  }

  private async settle(entry: RequestEntry): Promise<OperatorAnswer> {
    const { verb, transaction, asker } = entry;
    const { role, evenUnrecorded } = verbOf(verb);
    if (!mayDo(asker.role, role)) {
      return refusal(
        transaction,
        'forbidden',
        `${verb} needs the role ${role}; ${asker.name} has ${asker.role}`,
      );
    }
    const recorded = await this.record(entry);
    if (!recorded && !evenUnrecorded) {
      return refusal(transaction, 'not-recorded', 'the record could not be written, so nothing was done');
    }
    return this.carryOut(entry, recorded);
  }

  private async record(entry: RequestEntry): Promise<boolean> {
    try {
      await this.options.journal.asked(entry);
      return true;
    } catch (cause) {
      const what = `'${entry.verb}' of ${entry.asker.name} could not be recorded`;
      this.options.onTrouble(new Error(what, { cause }));
      return false;
    }
  }

  private async carryOut(entry: RequestEntry, recorded: boolean): Promise<OperatorAnswer> {
    const { verb, transaction, asker, reason, fields } = entry;
    try {
      const message = await verbOf(verb).act(this.options.commands, { ...fields, actor: asker.name, reason });
      return { transaction, ok: true, recorded, ...(typeof message === 'string' && { message }) };
    } catch (cause) {
      // Who asked is told why, and the record has it: what may not be done now is no trouble of the agent's.
      return refusal(transaction, 'failed', cause instanceof Error ? cause.message : String(cause));
    }
  }
}

function refusal(transaction: string | null, code: RefusalCode, message: string): OperatorAnswer {
  return { transaction, ok: false, code, message };
}
