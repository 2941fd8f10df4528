import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CampaignState } from '../../../agent/record/bodies/campaign.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { announceCampaign } from '../../../agent/supervision/announcements.js';
import { ManualClock } from '../../../core/clock.js';
import { OPENING, RecordFolder } from '../a-record.js';

const LAB_AT = '2026-01-01T00:00:00.000Z';

let folder: RecordFolder;
let record: LabRecord;
let told: unknown[];

beforeEach(async () => {
  folder = new RecordFolder();
  record = await folder.open();
  told = [];
  await record.append(...OPENING);
});

afterEach(() => folder.remove());

async function say(state: CampaignState, reason: string, actor: string): Promise<void> {
  await record.append({ kind: 'campaign.state', subject: 'C1', body: { state, reason, actor } });
}

function announce(isPaused = false): Promise<() => void> {
  const supervisor = { publishCampaign: (state: unknown) => void told.push(state) };
  return announceCampaign(record, { id: 'C1', isPaused }, supervisor, new ManualClock());
}

describe('the state of a campaign', () => {
  const running = { state: 'running', reason: 'started', actor: 'agent', campaign: 'C1', labAt: LAB_AT };

  it('is told at the start, before it ever changed, and then at every change', async () => {
    const end = await announce();
    expect(told).toEqual([running]);
    await say('paused', 'lunch', 'ada');
    expect(told.at(-1)).toMatchObject({ state: 'paused', reason: 'lunch', actor: 'ada', campaign: 'C1' });
    end();
    await say('running', 'resumed', 'ada');
    expect(told).toHaveLength(2);
  });

  it('is that of this start, which goes on though the rules paused the one before it', async () => {
    await say('paused', 'look at the lab', 'rules');
    await announce();
    expect(told).toEqual([running]);
  });

  it('is what holds it up when that was said before', async () => {
    await say('paused', 'the disk is full', 'agent');
    await announce(true);
    expect(told).toEqual([
      { state: 'paused', reason: 'the disk is full', actor: 'agent', campaign: 'C1', labAt: LAB_AT },
    ]);
  });
});
