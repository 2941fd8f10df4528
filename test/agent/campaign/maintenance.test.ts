import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Closures } from '../../../agent/campaign/closures.js';
import { RecordFolder } from '../a-record.js';
import { Life } from '../experiment/mortality.js';
import { aCampaign, openAgent, type Agent, until } from './an-agent.js';
import { FakeLab } from './fake-lab.js';

const never = new AbortController().signal;

/** Instruments that a test closes and opens by hand. */
class ByHand implements Closures {
  /** Somebody asked in vain. */
  hasHeldBack = false;
  private readonly closed = new Set<string>();
  private tell: () => void = () => undefined;

  isHeld(instrument: string): boolean {
    const isHeld = this.closed.has(instrument);
    this.hasHeldBack ||= isHeld;
    return isHeld;
  }

  onChange(listener: () => void): void {
    this.tell = listener;
  }

  close(instrument: string): void {
    this.closed.add(instrument);
  }

  reopen(): void {
    this.closed.clear();
    this.tell();
  }
}

describe('a campaign while people have an instrument to themselves', () => {
  let folder: RecordFolder;
  let lab: FakeLab;
  let closures: ByHand;
  beforeEach(() => {
    folder = new RecordFolder();
    lab = new FakeLab();
    closures = new ByHand();
  });
  afterEach(() => folder.remove());

  const open = (): Promise<Agent> => openAgent(folder, lab, aCampaign(1, 1), new Life(Infinity), closures);
  const steps = (): string[] => lab.executed.map((jobId) => jobId.replace('E0001.', ''));
  it.each([
    ['robot', []],
    ['cycler', ['formulate', 'assemble']],
    ['station', ['formulate', 'assemble', 'load', 'form', 'age']],
  ])('begins no step that needs the %s, and goes on by itself afterwards', async (instrument, before) => {
    closures.close(instrument);
    const agent = await open();
    const running = agent.campaign.run(never);
    await until(() => closures.hasHeldBack);
    expect(steps().sort()).toEqual([...before].sort());
    closures.reopen();
    expect(await running).toBe('completed');
    expect(lab.leftCells).toEqual([]);
  });

  it('lets cycling that has begun go on to its end', async () => {
    const agent = await open();
    agent.record.onEvent(({ kind, subject }) => {
      if (kind === 'command.acknowledged' && subject === 'E0001.age') closures.close('cycler');
    });
    const running = agent.campaign.run(never);
    await until(() => closures.hasHeldBack);
    const ageing = await agent.record.db('commands').where({ job_id: 'E0001.age' }).pluck<string[]>('state');
    expect(ageing).toEqual(['completed']);
    expect(steps()).not.toContain('unload');
    closures.reopen();
    expect(await running).toBe('completed');
  });

  it('takes up cycling that began before the agent was started again', async () => {
    const first = await open();
    lab.cycler.disturb = (method) => (method === 'job' && steps().includes('form') ? 'hang' : undefined);
    void first.campaign.run(never);
    await until(() => steps().includes('form') && lab.cycler.count('job E0001.form') > 1);
    lab.cycler.disturb = () => undefined;
    closures.close('cycler');
    const second = await open();
    const running = second.campaign.run(never);
    await until(() => closures.hasHeldBack);
    const forming = await second.record.db('commands').where({ step: 'form' }).pluck<string[]>('state');
    expect(forming).toEqual(['completed']);
    expect(steps()).not.toContain('age');
    closures.reopen();
    expect(await running).toBe('completed');
  });

  it('can be stopped all the same', async () => {
    closures.close('robot');
    const agent = await open();
    const running = agent.campaign.run(never);
    await until(() => closures.hasHeldBack);
    await agent.campaign.stopAll('ada', 'enough for today');
    expect(agent.campaign.underWay).toBe(0);
    closures.reopen();
    await agent.campaign.resume('ada');
    expect(await running).toBe('completed');
  });
});
