import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { experimentsPage, reasonsOf } from '../../../agent/record/experiments.js';
import { proposalOf } from '../../../agent/record/proposals.js';
import type { NewEvent } from '../../../agent/record/lab-event.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { OPENING, RECIPE, RecordFolder } from '../a-record.js';

function started(id: string, campaignId: string): NewEvent {
  return {
    kind: 'experiment.started',
    subject: id,
    body: { campaignId, proposalId: 'P0001', recipe: RECIPE, attempt: 1 },
  };
}

describe('a page of experiments', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    await record.append(...OPENING, {
      kind: 'campaign.opened',
      subject: 'C2',
      body: { name: 'another', seed: '1', definition: {} },
    });
    for (const id of ['E0002', 'E9999', 'E10000'])
      await record.append(started(id, 'C1'), started(`${id}x`, 'C2'));
  });
  afterEach(() => folder.remove());

  const idsOf = async (page: { before?: string; limit: number }) =>
    (await experimentsPage(record.db, 'C1', page)).map(({ id }) => id);

  it('begins with the newest of the campaign and goes on before the last of the page before', async () => {
    expect(await idsOf({ limit: 3 })).toEqual(['E10000', 'E9999', 'E0002']);
    expect(await idsOf({ limit: 3, before: 'E0002' })).toEqual(['E0001']);
    expect(await idsOf({ limit: 3, before: 'E0001' })).toEqual([]);
  });

  it('is found by the index of the campaign, however many others there are', async () => {
    const plan = await record.db.raw<{ detail: string }[]>(
      'EXPLAIN QUERY PLAN SELECT * FROM experiments WHERE campaign_id = ? AND rowid < 9 ORDER BY rowid DESC LIMIT 50',
      ['C1'],
    );
    expect(plan.map(({ detail }) => detail).join()).toMatch(/USING INDEX experiments_campaign_id_index/);
    expect(plan.map(({ detail }) => detail).join()).not.toMatch(/TEMP B-TREE/);
  });
});

describe('the reasons of proposals', () => {
  const folder = new RecordFolder();
  afterEach(() => folder.remove());

  it('are refused where they are damaged, with the proposal and the file', async () => {
    const record = await folder.open();
    await record.append(...OPENING);
    expect((await reasonsOf(record.db, 'C1')).get('P0001')).toEqual({ reason: 'initial design' });
    await record.db('proposals').update({ why: '{"reason":"initial' });
    for (const read of [reasonsOf(record.db, 'C1'), proposalOf(record.db, 'P0001')])
      await expect(read).rejects.toMatchObject({
        fault: 'damaged',
        message: expect.stringMatching(
          /record\.sqlite: the reasons of proposal P0001 are damaged: Unterminated/,
        ),
      });
  });
});
