import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Programs } from '../../../agent/sources/programs.js';
import type { LabRecord } from '../../../agent/record/record.js';
import type { CampaignConfig } from '../../../config/campaign.js';
import { SystemClock } from '../../../core/clock.js';
import { RecordFolder } from '../a-record.js';
import { aCampaign, openAgent } from '../campaign/an-agent.js';
import { FakeLab } from '../campaign/fake-lab.js';

/** Answers with 80 and the share of VC, or does what `instead` says. */
function aModel(instead = ''): string {
  const script = `let text = '';
    process.stdin.on('data', (data) => (text += data)).on('end', () => {
      const { recipe, outcomes: [{ quantity, unit }] } = JSON.parse(text);
      ${instead}
      console.log(JSON.stringify({ estimates: [{ quantity, unit, value: 80 + recipe['additive.VC'], sd: 2 }] }));
    });`;
  return JSON.stringify([process.execPath, '-e', script]);
}

function campaignWith(command: string, more = ''): CampaignConfig {
  const sources = `sources: [{ name: cell-test }, { name: model, cost: 0.1, command: ${command} ${more} }]`;
  return aCampaign(1, 1, sources);
}

/** Something that listens keeps a process from ending. */
const NEVER_ENDS = "return require('net').createServer().listen(0, '127.0.0.1');";

const POINT = { 'additive.VC': 2 };
const FOREVER = new AbortController().signal;

describe('a program as a source', () => {
  let folder: RecordFolder;

  beforeEach(() => {
    folder = new RecordFolder();
  });

  afterEach(() => folder.remove());

  async function opened(config: CampaignConfig, record: LabRecord): Promise<Programs> {
    return Programs.open({ campaignId: 'C1', config, folder: '.', record, clock: new SystemClock() });
  }

  it('is asked when the planner would have a value from it, and the planner hears what it said', async () => {
    const agent = await openAgent(folder, new FakeLab(), campaignWith(aModel()));
    agent.planner.sourceOf = ({ observations }) => (observations.length < 2 ? 'model' : undefined);
    await agent.campaign.run(FOREVER);
    const last = agent.planner.requests.at(-1)!;
    expect(last.observations.map(({ source, results }) => [source, results])).toEqual([
      ['model', { capacity_retention: { value: 80.1, sd: 2 } }],
      ['model', { capacity_retention: { value: 80.2, sd: 2 } }],
    ]);
    expect(last.sources!.map(({ name, cost }) => [name, cost])).toEqual([
      ['cell-test', 1],
      ['model', 0.1],
    ]);
    expect(await agent.experiments()).toHaveLength(1);
  });

  it('is asked again after a crash that came before the answer, once', async () => {
    const record = await folder.open();
    const config = campaignWith(aModel());
    const stop = new AbortController();
    const before = await opened(campaignWith(aModel(NEVER_ENDS)), record);
    record.onEvent(({ kind }) => {
      if (kind === 'estimate.asked') stop.abort(new Error('killed'));
    });
    const asking = before.ask('model', { id: 'P0001', parameters: POINT }, [], stop.signal);
    await expect(asking).rejects.toThrow('killed');
    const after = await opened(config, record);
    expect(await after.settle(FOREVER)).toBe(true);
    expect(await after.settle(FOREVER)).toBe(false);
    expect(after.elsewhere().observations).toHaveLength(1);
  });

  it('is never asked the same twice: the record knows the answer', async () => {
    const record = await folder.open();
    const programs = await opened(campaignWith(aModel()), record);
    for (const id of ['P0001', 'P0002']) await programs.ask('model', { id, parameters: POINT }, [], FOREVER);
    const rows = await record.db('events').where({ kind: 'estimate.answered' }).pluck<string[]>('body');
    expect(rows.map((body) => (JSON.parse(body) as { known: boolean }).known)).toEqual([false, true]);
  });

  it('that cannot say is not asked that point again, and is no failure', async () => {
    const record = await folder.open();
    const none = 'return console.log(JSON.stringify({ none: "no such salt" }));';
    const programs = await opened(campaignWith(aModel(none)), record);
    await programs.ask('model', { id: 'P0001', parameters: POINT }, [], FOREVER);
    expect(programs.elsewhere().pending).toEqual([{ parameters: POINT, source: 'model' }]);
    expect(programs.elsewhere().offers).toHaveLength(1);
  });

  it.each([
    ['garbage', 'return console.log("hello");', /expected one JSON document .* found "hello"/],
    [
      'another unit',
      'return console.log(JSON.stringify({ estimates: [{ quantity, value: 1, unit: "h" }] }));',
      /in h: expected %/,
    ],
    [
      'another quantity',
      'return console.log(JSON.stringify({ estimates: [{ quantity: "x", value: 1, unit: "h" }] }));',
      /gave x: expected capacity_retention/,
    ],
  ])('that answers %s has failed, and the record says why', async (_what, instead, why) => {
    const record = await folder.open();
    const programs = await opened(campaignWith(aModel(instead)), record);
    await programs.ask('model', { id: 'P0001', parameters: POINT }, [], FOREVER);
    const [body] = await record.db('events').where({ kind: 'estimate.failed' }).pluck<string[]>('body');
    expect((JSON.parse(body!) as { reason: string }).reason).toMatch(why);
  });

  it('that fails three times in a row is left alone until the next start', async () => {
    const record = await folder.open();
    const config = campaignWith(aModel('process.exit(1);'));
    const programs = await opened(config, record);
    for (const n of [1, 2, 3]) {
      await programs.ask('model', { id: `P000${n}`, parameters: { 'additive.VC': n } }, [], FOREVER);
    }
    expect(programs.elsewhere()).toMatchObject({ offers: [], lowFidelity: ['model'] });
    expect((await opened(config, record)).elsewhere().offers).toHaveLength(1);
  });

  it('is offered no more when it was asked as often as it may be', async () => {
    const record = await folder.open();
    const programs = await opened(campaignWith(aModel(), ', maxRuns: 1'), record);
    await programs.ask('model', { id: 'P0001', parameters: POINT }, [], FOREVER);
    expect(programs.elsewhere()).toMatchObject({ offers: [], lowFidelity: ['model'] });
  });
});
