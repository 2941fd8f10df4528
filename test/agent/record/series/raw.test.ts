import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LabRecord } from '../../../../agent/record/record.js';
import { packSeries } from '../../../../agent/record/series/packing.js';
import { messagesOf, type RawColumns } from '../../../../agent/record/series/raw.js';
import { rebuild } from '../../../../agent/record/replay.js';
import { sealOf } from '../../../../agent/record/series/seal.js';
import { readSeries } from '../../../../agent/record/series/series.js';
import { verify } from '../../../../agent/record/verify.js';
import { OPENING, RecordFolder } from '../../a-record.js';

const JOB = 'E0001.form';
const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }));

describe('what an instrument sent', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
  });
  afterEach(() => folder.remove());

  async function store(jobId: string, messages: readonly string[]): Promise<void> {
    for (const [from, raw] of messages.entries())
      await record.appendRows(jobId, { columns: ['timeS'], from, rows: [[from]], raw });
  }

  /** The job from its intent to its end, with three messages and a report. */
  async function settled(): Promise<void> {
    await record.append(...OPENING, {
      kind: 'command.intended',
      subject: JOB,
      body: { experimentId: 'E0001', step: 'form', instrument: 'cycler', task: {}, effect: 'irreversible' },
    });
    await store(JOB, ['a', 'b', 'c']);
    await record.keepReport(JOB, 'done');
    await packSeries(record.db, JOB);
    const body = { state: 'completed', ...(await sealOf(record.db, JOB)) } as const;
    await record.append({ kind: 'command.settled', subject: JOB, body });
  }

  const stored = (table: string, jobId: string): Promise<RawColumns[]> =>
    record.db(table).where({ job_id: jobId }).select('raw_sha256', 'raw');
  const problems = async (): Promise<readonly string[]> => (await verify(record.db)).problems;

  it('is there again after packing, letter for letter and in order', async () => {
    let job = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 12 }), async (messages) => {
        const jobId = `job-${++job}`;
        await store(jobId, messages);
        await packSeries(record.db, jobId);
        const pages = await stored('chunks', jobId);
        expect(pages).toHaveLength(1);
        expect(pages.flatMap((kept) => messagesOf(kept, jobId, record.path))).toEqual(messages);
      }),
      { numRuns: 25 },
    );
  });

  it('is kept with a hash that anybody can make again', async () => {
    await settled();
    const [page] = await stored('chunks', JOB);
    // printf '["a","b","c"]' | sha256sum
    expect(page?.raw_sha256).toBe('fa1844c2988ad15ab7b49e0ece09684500fad94df916859fb9a43ff85f5bb477');
    expect(await problems()).toEqual([]);
  });

  it('of the last report counts, not of those before', async () => {
    await record.keepReport(JOB, 'unknown job');
    await record.keepReport(JOB, 'done');
    const reports = await stored('reports', JOB);
    expect(reports.flatMap((kept) => messagesOf(kept, JOB, record.path))).toEqual(['done']);
  });

  it.each([
    ['changed', 'chunks', { raw: Buffer.from('x') }, /E0001.form: the raw payloads cannot be unpacked/],
    ['exchanged', 'chunks', { raw_sha256: 'f'.repeat(64) }, /its raw payloads are not those it was closed/],
    ['taken away', 'reports', { raw: null }, /raw payloads are gone, and no event says so/],
  ])('that was %s is found', async (_, table, change, found) => {
    await settled();
    await record.db(table).where({ job_id: JOB }).update(change);
    expect((await problems()).join('\n')).toMatch(found);
  });

  it('is given up by an event, which leaves the rows as they are and the record whole', async () => {
    await settled();
    const rows = await record.db('chunks').select('payload', 'sha256', 'raw_sha256');
    await record.append({ kind: 'raw.removed', subject: 'E0001', body: { reason: 'test' } });
    const kept = [...(await stored('chunks', JOB)), ...(await stored('reports', JOB))];
    expect(kept.map(({ raw }) => raw)).toEqual([null, null]);
    expect(await record.db('chunks').select('payload', 'sha256', 'raw_sha256')).toEqual(rows);
    expect((await readSeries(record.db, JOB)).rows).toEqual([[0], [1], [2]]);
    expect(await problems()).toEqual([]);
  });

  it('stays given up when the tables are built again', async () => {
    await settled();
    await record.append({ kind: 'raw.removed', subject: 'E0001', body: { reason: 'test' } });
    await rebuild(record.db, 5);
    expect(await problems()).toEqual([]);
  });
});
