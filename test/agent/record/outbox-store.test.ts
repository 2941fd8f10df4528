import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OutboxStore } from '../../../agent/record/outbox-store.js';
import { verify } from '../../../agent/record/verify.js';
import { OPENING, RecordFolder } from '../a-record.js';

describe('the cursor of a consumer of events', () => {
  let folder: RecordFolder;
  beforeEach(() => {
    folder = new RecordFolder();
  });
  afterEach(() => folder.remove());

  it('begins at the beginning of a new record', async () => {
    const record = await folder.open();
    const store = await OutboxStore.open(record, 'mqtt');
    await record.append(...OPENING);
    expect(store).toMatchObject({ confirmed: 0, length: 4 });
    expect((await store.page(0, 100)).map(({ seq, kind }) => `${seq} ${kind}`)).toEqual([
      '1 campaign.opened',
      '2 proposal.made',
      '3 proposal.decided',
      '4 experiment.started',
    ]);
  });

  it('begins at the present end of a record that is older than the consumer', async () => {
    const record = await folder.open();
    await record.append(...OPENING);
    const store = await OutboxStore.open(record, 'mqtt');
    expect(store.confirmed).toBe(4);
    expect(await store.page(4, 100)).toEqual([]);
  });

  it('goes on where it was saved, each consumer for itself', async () => {
    const record = await folder.open();
    const store = await OutboxStore.open(record, 'mqtt');
    await record.append(...OPENING);
    await store.save(3);
    await OutboxStore.open(record, 'another');
    await record.close();
    const again = await folder.open();
    expect((await OutboxStore.open(again, 'mqtt')).confirmed).toBe(3);
    expect((await OutboxStore.open(again, 'another')).confirmed).toBe(4);
    expect((await verify(again.db)).problems).toEqual([]);
  });

  it('hands out no more than a page, and the events as they were recorded', async () => {
    const record = await folder.open();
    const store = await OutboxStore.open(record, 'mqtt');
    const recorded = await record.append(...OPENING);
    expect(await store.page(1, 2)).toEqual(recorded.slice(1, 3));
  });
});
