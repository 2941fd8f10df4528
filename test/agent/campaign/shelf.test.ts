import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Shelf } from '../../../agent/campaign/shelf.js';
import { aborted } from '../../../agent/experiment/outcome.js';
import { experimentsOf } from '../../../agent/record/experiments.js';
import type { NewEvent } from '../../../agent/record/lab-event.js';
import type { Reading } from '../../../drivers/instrument.js';
import type { Refill } from '../../../drivers/synthesis-robot.js';
import { InstrumentError } from '../../../drivers/instrument-error.js';
import { OPENING, RECIPE, RecordFolder } from '../a-record.js';
import { aCampaign, openAgent, until, type Agent } from './an-agent.js';
import { FakeLab } from './fake-lab.js';

const never = new AbortController().signal;

function level(item: string, value: number): Reading {
  return { name: `Stock.${item}`, value, unit: '1', atMs: 0 };
}

describe('a campaign on a shelf that runs empty', () => {
  let folder: RecordFolder;
  let lab: FakeLab;
  beforeEach(() => {
    folder = new RecordFolder();
    lab = new FakeLab();
    shelve(1);
  });
  afterEach(() => folder.remove());

  function shelve(kits: number): void {
    lab.robot.readings = [level('coin-cell-kit', kits), level('EC', 1)];
  }

  async function held(agent: Agent): Promise<string[]> {
    const rows = await agent.record.db('events').where({ kind: 'campaign.state' }).pluck<string[]>('body');
    return rows.map((body) => (JSON.parse(body) as { reason: string }).reason);
  }

  it('lets no two experiments count on the last kit, and goes on when it was refilled', async () => {
    const agent = await openAgent(folder, lab, aCampaign(2, 2));
    const end = agent.campaign.run(never);
    await until(() => agent.campaign.isPaused);
    expect(await agent.experiments()).toHaveLength(1);
    expect((await held(agent)).at(-1)).toMatch(/coin-cell-kit: 1 left, 1 of it for .* under way.*Refill/);
    shelve(2);
    await agent.campaign.resume('Ada');
    expect(await end).toBe('completed');
    expect(await agent.experiments()).toHaveLength(2);
  });

  it('goes on by itself when somebody puts onto it what it lacks', async () => {
    const told: Refill[] = [];
    const refill = async (more: Refill): Promise<void> => {
      told.push(more);
      shelve(1 + more.amount);
    };
    Object.assign(lab.robot, { refill });
    const agent = await openAgent(folder, lab, aCampaign(2, 2));
    const end = agent.campaign.run(never);
    await until(() => agent.campaign.isPaused);
    const kits = { item: 'coin-cell-kit', amount: 4, unit: '1', lot: 'K-2' } as const;
    expect(await agent.campaign.refill('Ada', kits)).toBe('coin-cell-kit: 5 on the shelf');
    expect(await end).toBe('completed');
    expect(told).toEqual([{ item: 'coin-cell-kit', amount: 4, lot: 'K-2' }]);
  });

  it('stays paused after a refill when a person had paused it', async () => {
    Object.assign(lab.robot, { refill: async () => undefined });
    const agent = await openAgent(folder, lab, aCampaign(2, 2));
    await agent.campaign.pause('Bob', 'lunch');
    await agent.campaign.refill('Ada', { item: 'EC', amount: 5, unit: 'g', lot: 'S-1' });
    expect(agent.campaign.isPaused).toBe(true);
  });
});

function settled(step: string): NewEvent[] {
  const subject = `E0001.${step}`;
  const command = { instrument: 'robot', task: {}, effect: 'irreversible' as const };
  return [
    { kind: 'command.intended', subject, body: { experimentId: 'E0001', step, ...command } },
    { kind: 'command.settled', subject, body: { state: 'completed', rows: 0, rowsSha256: '' } },
  ];
}

describe('what experiments under way will still take', () => {
  let folder: RecordFolder;
  beforeEach(() => {
    folder = new RecordFolder();
  });
  afterEach(() => folder.remove());

  /** The shelf with one kit and vials in plenty, as an agent finds it that has just started on this record. */
  async function lacking(...told: readonly NewEvent[]): Promise<string | undefined> {
    const before = await folder.open();
    await before.append(...OPENING, ...told);
    await before.close();
    const record = await folder.open();
    const shelf = new Shelf(record, { observe: async () => [level('coin-cell-kit', 1), level('vial', 9)] });
    return shelf.shortage(RECIPE, await experimentsOf(record.db, 'C1'));
  }

  it('is promised to them after a crash', async () => {
    expect(await lacking()).toMatch(/coin-cell-kit: 1 left, 1 of it for experiments under way/);
  });

  it('is theirs no more once the step that takes it has settled', async () => {
    expect(await lacking(...settled('assemble'))).toBeUndefined();
  });

  it('is theirs no more when they have ended', async () => {
    const outcome = aborted('formulation', 'stopped');
    const ended: NewEvent = { kind: 'experiment.ended', subject: 'E0001', body: { outcome } };
    expect(await lacking(ended)).toBeUndefined();
  });

  it('is not asked of a robot that does not answer', async () => {
    const record = await folder.open();
    const observe = async (): Promise<never> => {
      throw new InstrumentError('robot', 'not-sent', 'no connection');
    };
    expect(await new Shelf(record, { observe }).shortage(RECIPE, [])).toBeUndefined();
  });
});
