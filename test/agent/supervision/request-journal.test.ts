import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Asker } from '../../../agent/access/asker.js';
import type { LabRecord } from '../../../agent/record/record.js';
import type { OperatorAnswer } from '../../../agent/supervision/contract/requests.js';
import { RequestDesk } from '../../../agent/supervision/request-desk.js';
import { recordedRequests, type RequestEntry } from '../../../agent/supervision/request-journal.js';
import { ManualClock } from '../../../core/clock.js';
import { RecordFolder } from '../a-record.js';
import { doing } from './doing.js';

const ADA: Asker = { name: 'ada', role: 'operator', via: 'mqtt', from: 'broker' };
const AT = '2026-01-01T00:00:00.000Z';
const ENTRY: RequestEntry = {
  ...{ verb: 'pause', transaction: 't1', reason: '', fields: {}, asker: ADA },
  ...{ issued_at: AT, received_at: AT },
};

let folder: RecordFolder;
let record: LabRecord;
let done: string[];

beforeEach(async () => {
  folder = new RecordFolder();
  record = await folder.open();
  done = [];
});

afterEach(() => folder.remove());

async function desk(): Promise<(verb: string, transaction: string) => Promise<OperatorAnswer>> {
  const clock = new ManualClock();
  const journal = await recordedRequests(record, 'C1');
  const opened = new RequestDesk({ clock, commands: doing(done), journal, onTrouble: () => undefined });
  const issued_at = new Date(clock.now()).toISOString();
  return (verb, transaction) => opened.answer({ verb, message: { transaction, issued_at } }, ADA);
}

describe('a request that the record has taken is not carried out again', () => {
  it('though a flood has driven its answer out of memory', async () => {
    const ask = await desk();
    await ask('pause', 'mine');
    for (let k = 0; k < 30_000; k++) await ask('explode', `flood-${k}`);
    expect(await ask('pause', 'mine')).toMatchObject({ ok: false, code: 'transaction-used' });
    expect(done).toEqual(['pause by ada: ']);
  });

  it('by the next process, however many came after it', async () => {
    const acted = (k: number) => ({
      ...{ kind: 'operator.acted' as const, subject: 'C1' },
      body: { verb: 'pause', actor: 'ada', reason: '', transaction: `t${k}` },
    });
    await record.append(...Array.from({ length: 1200 }, (_, k) => acted(k)));
    const after = await desk();
    for (const transaction of ['t0', 't1199'])
      expect(await after('pause', transaction)).toMatchObject({ code: 'transaction-used' });
    expect(done).toEqual([]);
  });

  it('while it is still being written', async () => {
    const journal = await recordedRequests(record, 'C1');
    const writing = journal.asked(ENTRY);
    expect(journal.hadBefore('t1')).toBe(true);
    await writing;
  });
});

it('a request that could not be written was not taken, and can be asked again', async () => {
  const journal = await recordedRequests(
    { db: record.db, append: () => Promise.reject(new Error('disk full')) } as unknown as LabRecord,
    'C1',
  );
  await expect(journal.asked(ENTRY)).rejects.toThrow('disk full');
  expect(journal.hadBefore('t1')).toBe(false);
});
