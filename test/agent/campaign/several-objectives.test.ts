import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { reportOf } from '../../../agent/campaign/report.js';
import { RecordFolder } from '../a-record.js';
import { aCampaign, openAgent } from './an-agent.js';
import { FakeLab } from './fake-lab.js';

const LIFE = "{ quantity: capacity_retention, unit: '%', direction: maximise }";
const OBJECTIVES = `[${LIFE}, { quantity: formation_time, unit: h, direction: minimise }]`;
const BOUND = 'outcomes: [{ quantity: film_resistance, unit: Ohm, max: 45 }]';

describe('a campaign with two objectives and a bound', () => {
  let folder: RecordFolder;
  let lab: FakeLab;
  beforeEach(() => {
    folder = new RecordFolder();
    lab = new FakeLab();
    // More VC (0.1, 0.2, ... %): longer life, longer formation, a thicker film. The second is simply worse.
    lab.valueOf = (quantity, { formulation }) => {
      const vc = Math.round(1000 * (formulation.additives.VC ?? 0));
      if (quantity === 'film_resistance') return 10 * vc;
      if (quantity === 'capacity_retention') return vc === 2 ? 80 : 85 + vc;
      return 20 + vc;
    };
  });
  afterEach(() => folder.remove());

  it('tells the planner all of it and reports the front inside the bound', async () => {
    const config = aCampaign(5, 1, BOUND, OBJECTIVES);
    const agent = await openAgent(folder, lab, config);
    expect(await agent.campaign.run(new AbortController().signal)).toBe('completed');
    const report = await reportOf(agent.record, agent.campaign.id, config);
    expect(report.best.map(({ id, values }) => [id, ...values])).toEqual([
      ['E0004', 89, 24],
      ['E0003', 88, 23],
      ['E0001', 86, 21],
    ]);
    expect(report.units).toMatchObject({ 'additive.VC': '%' });
    expect(report.experiments.at(-1)?.broken).toEqual(['film_resistance 50.00 Ohm, at most 45 Ohm wanted']);
    expect(agent.planner.requests.at(-1)?.observations.at(-1)?.results).toEqual({
      capacity_retention: { value: 89, sd: 1, instrument: 'cycler/1' },
      formation_time: { value: 24, sd: 1, instrument: 'cycler/1' },
      film_resistance: { value: 40, sd: 1, instrument: 'station' },
    });
    await agent.record.close();
  });
});
