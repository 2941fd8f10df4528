import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { auditPage } from '../../../agent/record/audit-trail.js';
import type { LabRecord } from '../../../agent/record/record.js';
import type { NewEvent } from '../../../agent/record/lab-event.js';
import { OPENING, RecordFolder } from '../a-record.js';

const way = { actor: 'ada', role: 'scientist', via: 'rest', from: '10.0.0.7' } as const;

function asked(verb: string, transaction: string, fields?: Record<string, unknown>): NewEvent {
  const body = { verb, ...way, reason: 'so it is', transaction, ...(fields && { fields }) };
  return { kind: 'operator.acted', subject: 'C1', body };
}

function answered(verb: string, transaction: string, code = ''): NewEvent {
  const body = { verb, ...way, transaction, ok: code === '', code, message: '' };
  return { kind: 'operator.answered', subject: 'C1', body };
}

describe('the audit', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    await record.append(...OPENING);
  });
  afterEach(() => folder.remove());

  async function linesOf(limit: number): Promise<string[]> {
    const lines: string[] = [];
    for (let after = 0; ;) {
      const page = await auditPage(record.db, after, limit);
      lines.push(...page.map(({ what, about, result }) => `${what} ${about} ${result}`));
      if (page.length < limit) return lines;
      after = page.at(-1)!.seq;
    }
  }

  it.each([1, 100])(
    'names what was asked for also where it says what came of it, in pages of %d',
    async (limit) => {
      await record.append(
        asked('approve', 't1', { proposal: 'P0007' }),
        asked('refill', 't2', { item: 'EC', amount: 250, unit: 'g', lot: 'S-7', photo: 'ab12' }),
        answered('approve', 't1'),
        answered('refill', 't2', 'failed'),
      );
      expect(await linesOf(limit)).toEqual([
        'approve P0007 asked',
        'refill EC 250 g S-7 asked',
        'approve P0007 done',
        'refill EC 250 g S-7 failed',
      ]);
    },
  );

  it('names the campaign where a verb has no fields, or was refused before it was taken', async () => {
    await record.append(
      asked('stop_all', 't1', {}),
      answered('stop_all', 't1'),
      answered('approve', 't2', 'forbidden'),
    );
    expect(await linesOf(100)).toEqual(['stop_all C1 asked', 'stop_all C1 done', 'approve C1 forbidden']);
  });
});
