/** Requests in the record: what was asked before anything is done about it, and what came of it. */
import type { Asker } from '../access/asker.js';
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
  /** Whether a request of this transaction was taken before, by this process of the agent or an earlier one. */
  hadBefore(transaction: string): boolean;
}

/** @param subject the campaign that requests are about */
export async function recordedRequests(record: LabRecord, subject: string): Promise<RequestJournal> {
  const taken = await takenTransactions(record);
  return {
    asked: async ({ verb, asker, reason, transaction, fields }) => {
      const body = { verb, ...who(asker), reason, transaction, fields };
      // Taken from here on: the same one may come again while the disk is slow.
      taken.add(transaction);
      try {
        await record.append({ kind: 'operator.acted', subject, body });
      } catch (error) {
        taken.delete(transaction);
        throw error;
      }
    },
    answered: async ({ verb, asker, transaction }, answer) => {
      const result = { code: '', message: '', ...answer };
      const { ok, code, message } = result;
      const body = { verb, ...who(asker), transaction, ok, code, message };
      await record.append({ kind: 'operator.answered', subject, body });
    },
    hadBefore: (transaction) => taken.has(transaction),
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

/** All that the record ever took: whatever a memory of answers has room for, none of them is carried out again. */
async function takenTransactions({ db }: LabRecord): Promise<Set<string>> {
  const rows = await db('events')
    .where({ kind: 'operator.acted' })
    .select<{ taken: string | null }[]>(db.raw("json_extract(body, '$.transaction') AS taken"));
  return new Set(rows.flatMap(({ taken }) => taken ?? []));
}
