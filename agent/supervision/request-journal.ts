/** Requests in the record: what was asked before anything is done about it, and what came of it. */
import type { Asker } from '../access/asker.js';
import { eventOf, type EventRow } from '../record/event-row.js';
import type { LabRecord } from '../record/record.js';
import type { OperatorAnswer, OperatorRequest } from './contract/requests.js';
import type { VerbName } from './verbs.js';

/** A request whose form is right. */
export interface RequestEntry extends OperatorRequest {
  readonly verb: VerbName;
  readonly asker: Asker;
  /** The verb's own. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** ISO-8601 UTC. */
  readonly received_at: string;
}

export interface RequestJournal {
  /** Resolves once it is durable that this was asked; nothing has been done yet. */
  asked(entry: RequestEntry): Promise<void>;
  /** What came of it; also of one that its asker's role does not allow, which was never `asked`. */
  answered(entry: RequestEntry, answer: OperatorAnswer): Promise<void>;
  /** Whether an earlier process of this agent took a request of this transaction. */
  hadBefore(transaction: string): boolean;
}

/** Requests that an earlier process took: more than are told apart by their age alone. */
const EARLIER = 1000;

/** @param subject the campaign that requests are about */
export async function recordedRequests(record: LabRecord, subject: string): Promise<RequestJournal> {
  const earlier = await earlierTransactions(record);
  return {
    asked: async ({ verb, asker, reason, transaction, fields }) => {
      const body = { verb, ...who(asker), reason, transaction, fields };
      await record.append({ kind: 'operator.acted', subject, body });
    },
    answered: async ({ verb, asker, transaction }, answer) => {
      const result = answer.ok ? { ok: true, code: '', message: '' } : answer;
      const { ok, code, message } = result;
      const body = { verb, ...who(asker), transaction, ok, code, message };
      await record.append({ kind: 'operator.answered', subject, body });
    },
    hadBefore: (transaction) => earlier.has(transaction),
  };
}

function who({ name, role, via, from }: Asker): {
  actor: string;
  role: Asker['role'];
  via: Asker['via'];
  from: string;
} {
  return { actor: name, role, via, from };
}

async function earlierTransactions({ db }: LabRecord): Promise<ReadonlySet<string>> {
  const rows = await db<EventRow>('events')
    .where({ kind: 'operator.acted' })
    .orderBy('seq', 'desc')
    .limit(EARLIER);
  const transactions = rows
    .map(eventOf)
    .map((event) => 'transaction' in event.body && event.body.transaction);
  return new Set(transactions.filter((transaction) => typeof transaction === 'string'));
}
