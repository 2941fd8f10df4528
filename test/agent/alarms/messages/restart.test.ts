import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../../core/clock.js';
import { Alarms } from '../../../../agent/alarms/alarms.js';
import { CallOut } from '../../../../agent/alarms/messages/call-out.js';
import type { Route } from '../../../../agent/alarms/messages/route.js';
import type { LabRecord } from '../../../../agent/record/record.js';
import { RecordFolder } from '../../a-record.js';
import { turns, until } from '../../campaign/an-agent.js';

let folder: RecordFolder;
let record: LabRecord;
let clock: ManualClock;
let told: string[];

beforeEach(async () => {
  folder = new RecordFolder();
  clock = new ManualClock();
  record = await folder.open(clock);
  told = [];
});
afterEach(() => folder.remove());

const phone: Route = {
  name: 'phone',
  takes: 'low',
  send: async ({ alarms }) => {
    told.push(...alarms.map(({ id }) => id));
    return 'HTTP 200';
  },
};

async function started(): Promise<{ alarms: Alarms; callOut: CallOut }> {
  const onTrouble = (error: Error): never => {
    throw error;
  };
  const alarms = new Alarms({ record, clock, expected: () => undefined, onTrouble });
  await alarms.load();
  return { alarms, callOut: new CallOut({ routes: [phone], alarms, lab: 'Bench 3', clock }) };
}

describe('an alarm that nobody was told of before the agent died', () => {
  it('is told at the next start, and not again at the one after it', async () => {
    const { alarms } = await started();
    await alarms.strike({ definition: 'safe-state-not-reached', source: 'robot', text: 'no answer' });
    const second = await started();
    second.callOut.start();
    await until(() => told.length > 0);
    await second.callOut.stop(0);
    await second.alarms.settled();
    expect(told).toEqual(['safe-state-not-reached.robot']);
    const third = await started();
    third.callOut.start();
    await turns(20);
    await third.callOut.stop(0);
    expect(told).toHaveLength(1);
  });
});
