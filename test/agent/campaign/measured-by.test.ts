import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { measuredBy } from '../../../agent/campaign/measured-by.js';
import { RecordFolder } from '../a-record.js';
import { aCampaign, openAgent } from './an-agent.js';
import { FakeLab } from './fake-lab.js';

describe('the instrument behind a value', () => {
  let folder: RecordFolder;

  beforeEach(() => {
    folder = new RecordFolder();
  });

  afterEach(() => folder.remove());

  it('is the channel that cycled the cell, or the station that measured it', async () => {
    const agent = await openAgent(folder, new FakeLab(), aCampaign(2, 2));
    await agent.campaign.run(new AbortController().signal);
    const by = await measuredBy(agent.record.db, agent.campaign.id);
    expect(['E0001', 'E0002'].map((id) => by(id, 'capacity_retention')).sort()).toEqual([
      'cycler/1',
      'cycler/2',
    ]);
    expect(by('E0001', 'film_resistance')).toBe('station');
    expect(by('E0009', 'film_resistance')).toBeUndefined();
  });

  it('is told to the planner with the result', async () => {
    const agent = await openAgent(folder, new FakeLab(), aCampaign(4, 1));
    await agent.campaign.run(new AbortController().signal);
    const told = agent.planner.requests.at(-1)!.observations.map(({ source, results }) => ({
      ...{ source, instrument: results['capacity_retention']!.instrument },
    }));
    expect(told).toContainEqual({ source: 'cell-test', instrument: 'cycler/1' });
  });
});
