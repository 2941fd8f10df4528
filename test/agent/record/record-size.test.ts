import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { recordSize, sizeInWords } from '../../../agent/record/record-size.js';
import { OPENING, RecordFolder } from '../a-record.js';

describe('the size of a record', () => {
  let folder: RecordFolder;
  beforeEach(() => {
    folder = new RecordFolder();
  });
  afterEach(() => folder.remove());

  it('adds up, by what it is for', async () => {
    const record = await folder.open();
    await record.append(...OPENING);
    await record.appendRows('j', {
      columns: ['a'],
      from: 0,
      rows: Array.from({ length: 500 }, () => [1 / 3]),
      raw: 'as it came',
    });
    const {
      totalBytes,
      eventsBytes,
      projectionsBytes,
      chunksBytes,
      rawBytes,
      otherBytes,
      rows,
      bytesPerRow,
    } = await recordSize(record.db);
    expect(eventsBytes + projectionsBytes + chunksBytes + rawBytes + otherBytes).toBe(totalBytes);
    for (const bytes of [eventsBytes, projectionsBytes, chunksBytes, rawBytes, otherBytes])
      expect(bytes).toBeGreaterThan(0);
    expect({ rows, bytesPerRow }).toEqual({ rows: 500, bytesPerRow: chunksBytes / 500 });
  });

  it('is one line for the operator', async () => {
    const record = await folder.open();
    expect(sizeInWords(await recordSize(record.db))).toMatch(
      /^0\.\d MB: events .* rows of data 0\.0, raw payloads 0\.0$/,
    );
  });
});
