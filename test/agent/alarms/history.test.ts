import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import { Alarms } from '../../../agent/alarms/alarms.js';
import type { Condition } from '../../../agent/alarms/condition.js';
import { pastChanges } from '../../../agent/alarms/history.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { RecordFolder } from '../a-record.js';

const BROKEN: Condition = { definition: 'campaign-broken', text: 'a bug' };
const LOST: Condition = { definition: 'instrument-unreachable', source: 'robot', text: 'down' };
const ROBOT = 'instrument-unreachable.robot';

describe('the history of alarms', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  let alarms: Alarms;
  beforeEach(async () => {
    folder = new RecordFolder();
    const clock = new ManualClock();
    record = await folder.open(clock);
    alarms = new Alarms({ record, clock, expected: () => undefined, onTrouble: () => undefined });
    await alarms.load();
  });
  afterEach(() => folder.remove());

  it('tells newest first what came and went, and who did what, in which words', async () => {
    await alarms.strike(LOST);
    await alarms.acknowledge('ada', ROBOT, 'seen');
    await alarms.strike(LOST);
    await alarms.shelve('olga', ROBOT, 3600, 'new gripper');
    const { changes, before } = await pastChanges(record.db, { limit: 50 });
    expect(before).toBeNull();
    expect(changes.map(({ what, who, text }) => [what, who, text])).toEqual([
      ['shelved', 'olga', 'new gripper'],
      ['cleared', 'agent', ''],
      ['raised', 'agent', 'down'],
      ['acknowledged', 'ada', 'seen'],
      ['cleared', 'agent', ''],
      ['raised', 'agent', 'down'],
    ]);
    expect(changes[0]!.until).toMatch(/T01:00:00/);
    for (const { priority, alarm, source } of changes)
      expect([priority, alarm, source]).toEqual(['high', ROBOT, 'robot']);
  });

  it('comes in pages that hold everything once, and knows a priority from the page before', async () => {
    for (const condition of [LOST, BROKEN, LOST]) await alarms.strike(condition);
    const all = (await pastChanges(record.db, { limit: 50 })).changes;
    const paged = [];
    for (let before: number | null | undefined; before !== null;) {
      const page = await pastChanges(record.db, { limit: 1, ...(before === undefined ? {} : { before }) });
      paged.push(...page.changes);
      before = page.before;
    }
    expect(all).toHaveLength(6);
    expect(paged).toEqual(all);
  });

  it('is of one priority alone when asked for it', async () => {
    for (const condition of [LOST, BROKEN, LOST]) await alarms.strike(condition);
    const { changes } = await pastChanges(record.db, { limit: 2, priority: 'critical' });
    expect(changes.map(({ alarm, what }) => [alarm, what])).toEqual([
      ['campaign-broken', 'cleared'],
      ['campaign-broken', 'raised'],
    ]);
  });
});
