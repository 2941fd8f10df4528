import { afterAll, describe, expect, it } from '@jest/globals';
import { KeptReasons } from '../../../agent/campaign/kept-reasons.js';
import { reasonsFrom } from '../../../agent/campaign/reasons.js';
import { OPENING, RecordFolder } from '../a-record.js';
import { aProposal } from './an-agent.js';

describe('the reasons of a proposal', () => {
  const { parameters: _, predictions: __, neighbours: ___, ...common } = aProposal({});

  it('are read as they are stored today', () => {
    const why = { ...common, predictions: [], neighbours: [] };
    expect(reasonsFrom(why)).toBe(why);
  });

  it('keep what was predicted of the one objective there once was', () => {
    const prediction = { mean: 90, sdModel: 1, sdNoise: 1 };
    const near = { parameters: {}, distance: 0.1, outcome: { value: 91 } };
    const failed = { parameters: {}, distance: 0.2, outcome: { failedStage: 'formation' } };
    expect(reasonsFrom({ ...common, prediction, neighbours: [near, failed] })).toEqual({
      ...common,
      predictions: [prediction],
      neighbours: [{ ...near, outcome: { values: [91] } }, failed],
    });
  });

  it('of the initial design predicted nothing, then as now', () => {
    expect(reasonsFrom({ ...common, prediction: null })).toMatchObject({ predictions: null });
  });
});

describe('the reasons of a campaign', () => {
  const folder = new RecordFolder();
  afterAll(() => folder.remove());

  it('are read once each, and told in the order of their proposals', async () => {
    const record = await folder.open();
    await record.append(...OPENING);
    const reasons = new KeptReasons(record.db, 'C1');
    expect([...(await reasons.read()).keys()]).toEqual(['P0001']);
    const read: string[] = [];
    record.db.on('query-response', (rows: unknown, { sql }: { sql: string }) => {
      if (sql.includes('why')) read.push(...(rows as { id: string }[]).map(({ id }) => id));
    });
    const { parameters, ...why } = aProposal({ 'additive.VC': 3 });
    const body = { campaignId: 'C1', parameters, source: 'cell-test', why };
    await record.append({ kind: 'proposal.made', subject: 'P0002', body });
    read.length = 0;
    expect([...(await reasons.read()).keys()]).toEqual(['P0001', 'P0002']);
    expect(read).toEqual(['P0002']);
  });
});
