import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deliveries } from '../../../agent/alarms/deliveries.js';
import { RecordFolder } from '../a-record.js';

describe('what became of messages', () => {
  let folder: RecordFolder;
  beforeEach(() => {
    folder = new RecordFolder();
  });
  afterEach(() => folder.remove());

  it('is told newest first, in pages, with what came back or why nothing was taken', async () => {
    const record = await folder.open();
    const sent = { alarms: ['disk-low'], summary: false, tries: 2, answer: 'HTTP 200' };
    await record.append({ kind: 'message.sent', subject: 'phone', body: sent });
    await record.append({ kind: 'message.failed', subject: 'mail', body: { tries: 3, reason: 'HTTP 503' } });
    await record.append({ kind: 'message.sent', subject: 'phone', body: { ...sent, alarms: [], tries: 1 } });
    const all = await deliveries(record.db, { limit: 10 });
    expect(all).toMatchObject([
      { route: 'phone', ok: true, alarms: [], tries: 1, answer: 'HTTP 200' },
      { route: 'mail', ok: false, alarms: [], tries: 3, answer: 'HTTP 503' },
      { route: 'phone', ok: true, alarms: ['disk-low'], tries: 2, answer: 'HTTP 200' },
    ]);
    const [first] = await deliveries(record.db, { limit: 1 });
    expect(await deliveries(record.db, { limit: 10, before: first!.seq })).toEqual(all.slice(1));
  });
});
