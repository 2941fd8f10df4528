import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calibrationReport } from '../../../agent/calibration/calibration-report.js';
import { materialOf } from '../../../agent/design/material.js';
import { recordedCampaign } from '../../../agent/record/recorded-campaign.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { RecordFolder } from '../a-record.js';
import { aCampaign, openAgent } from '../campaign/an-agent.js';
import { FakeLab } from '../campaign/fake-lab.js';

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

  it('says which other sources of the campaign a design does not hear', async () => {
    const table = { file: 'others.csv', columns: {}, constants: {}, header: 1 };
    const other = { name: 'other laboratory', cost: 1, table, timeoutS: 60, maxRuns: 1 };
    const heard = { ...config, sources: [...config.sources, other as never] };
    const { notes } = await materialOf(record.db, 'C1', heard);
    expect(notes).toEqual(['other laboratory is not heard: a design is learned from cells alone']);
    expect((await materialOf(record.db, 'C1', config)).notes).toEqual([]);
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
