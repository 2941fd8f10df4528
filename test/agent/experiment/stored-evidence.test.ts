import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { storedEvidence } from '../../../agent/experiment/stored-evidence.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { OPENING, RecordFolder } from '../a-record.js';
import { cycled } from './a-cycled-cell.js';

describe('what a record holds of a cell that was cycled', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    await record.append(...OPENING);
  });
  afterEach(() => folder.remove());

  it('is whole where every program came to its end', async () => {
    await cycled(record, 'form', 'completed');
    await cycled(record, 'age', 'completed');
    const evidence = await storedEvidence(record.db, 'E0001');
    expect(Object.keys(evidence).sort()).toEqual(['ageing', 'formation']);
  });

  it.each(['aborted', 'interrupted', 'failed', 'unknown', 'running'] as const)(
    'says which record is not finished where its job is %s',
    async (state) => {
      await cycled(record, 'form', 'completed');
      await cycled(record, 'age', state);
      expect(await storedEvidence(record.db, 'E0001')).toMatchObject({ unfinished: ['ageing'] });
    },
  );
});
