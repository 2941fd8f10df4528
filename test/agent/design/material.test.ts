import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calibrationReport } from '../../../agent/calibration/calibration-report.js';
import { materialOf } from '../../../agent/design/material.js';
import { recordedCampaign } from '../../../agent/record/recorded-campaign.js';
import type { LabRecord } from '../../../agent/record/record.js';
import type { CampaignConfig } from '../../../config/campaign.js';
import { RecordFolder } from '../a-record.js';
import { aCampaign, openAgent } from '../campaign/an-agent.js';
import { FakeLab } from '../campaign/fake-lab.js';

/** The same with a table, one that an earlier version read, and a program. */
function withSources(campaign: CampaignConfig): CampaignConfig {
  const common = { cost: 1, timeoutS: 60, maxRuns: 1 };
  const table = { file: 'a.csv', header: true, columns: {}, units: {}, constant: {}, uncertainty: {} };
  const tables = ['paper', 'old'].map((name) => ({
    ...{ name, ...common, fidelity: 'high' as const },
    table: { ...table, missing: 'refuse' as const },
  }));
  return {
    ...campaign,
    sources: [...campaign.sources, ...tables, { name: 'model', ...common, command: ['true'] }],
  };
}

const folder = new RecordFolder();
const BOUND = 'outcomes: [{ quantity: film_resistance, unit: Ohm, max: 45 }]';
const config = aCampaign(4, 1, BOUND);
let record: LabRecord;

beforeAll(async () => {
  const lab = new FakeLab();
  let value = 90;
  lab.valueOf = () => value++;
  const agent = await openAgent(folder, lab, config);
  await agent.campaign.run(new AbortController().signal);
  ({ record } = agent);
});
afterAll(() => folder.remove());

describe('the record of a campaign', () => {
  it('is what designs rest on, with what can be asked of it', async () => {
    const { about, askable, known } = await materialOf(record.db, 'C1', config);
    expect(about).toBe('test: 4 recipes measured, 0 failed');
    expect(askable).toEqual([
      { name: 'capacity_retention', unit: '%', count: 4, least: 90, largest: 96 },
      { name: 'film_resistance', unit: 'Ohm', count: 4, least: 91, largest: 97 },
    ]);
    expect(known.observations[3]).toEqual({
      parameters: { 'additive.VC': 0.4 },
      results: { capacity_retention: { value: 96, sd: 1 }, film_resistance: { value: 97, sd: 1 } },
    });
  });

  it('tells what tables and programs know, too: no file is read, and nobody is asked', async () => {
    const heard = withSources(config);
    const own = await materialOf(record.db, 'C1', config);
    const row = { parameters: { 'additive.VC': 2 }, results: { capacity_retention: { value: 99, sd: 0.5 } } };
    const reading = { campaignId: 'C1', file: 'a.csv', fidelity: 'high', rows: 1, leftOut: [] } as const;
    await record.append(
      { kind: 'source.read', subject: 'paper', body: { ...reading, rowsSha256: '', known: [row] } },
      { kind: 'source.read', subject: 'old', body: { ...reading, rowsSha256: '' } },
      {
        kind: 'estimate.asked',
        subject: 'P9',
        body: { campaignId: 'C1', source: 'model', parameters: { 'additive.VC': 3 }, question: '' },
      },
      {
        kind: 'estimate.answered',
        subject: 'P9',
        body: {
          estimates: [{ quantity: 'film_resistance', value: 7, unit: 'Ohm' }],
          ...{ reason: '', known: false, durationS: 1 },
        },
      },
    );
    const { about, askable, known, notes } = await materialOf(record.db, 'C1', heard);
    expect(about).toBe(`${own.about}; 1 recipe of paper; 1 recipe of model`);
    expect(known.observations.slice(4)).toEqual([
      { ...row, source: 'paper' },
      { parameters: { 'additive.VC': 3 }, source: 'model', results: { film_resistance: { value: 7 } } },
    ]);
    expect(known.lowFidelity).toEqual(['model']);
    expect(askable.map(({ count, largest }) => [count, largest])).toEqual([
      [5, 99],
      [4, 97],
    ]);
    expect(notes).toEqual([
      'the record does not hold the rows of old, which are left out: the next start of the agent keeps them',
    ]);
  });

  it('knows the campaign as it was opened', async () => {
    expect(await recordedCampaign(record.db)).toEqual({ id: 'C1', config });
    await expect(recordedCampaign(record.db, 'tst')).rejects.toThrow('did you mean "test"?');
  });

  it('tells what was foretold: nothing while there was no model', async () => {
    expect(await calibrationReport(record.db, 'C1', config)).toEqual({
      campaign: 'test',
      units: { capacity_retention: '%' },
      before: { forecasts: [], chances: [] },
    });
  });
});
