import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { latestState } from '../../../agent/campaign/hold.js';
import { commandOf } from '../../../agent/record/commands.js';
import { readSeries } from '../../../agent/record/series/series.js';
import { verify } from '../../../agent/record/verify.js';
import { RecordFolder } from '../a-record.js';
import { Life } from '../experiment/mortality.js';
import { aCampaign, openAgent, turns, type Agent, until } from './an-agent.js';
import { FakeLab } from './fake-lab.js';

const never = new AbortController().signal;

describe('a campaign', () => {
  let folder: RecordFolder;
  let lab: FakeLab;
  beforeEach(() => {
    folder = new RecordFolder();
    lab = new FakeLab();
  });
  afterEach(() => folder.remove());

  async function statesOf(agent: Agent): Promise<string[]> {
    return (await agent.experiments()).map(
      ({ status, outcome }) => outcome?.execution.failure?.cause ?? status,
    );
  }

  /** The record is whole, and no job was carried out twice. */
  async function expectSound(agent: Agent): Promise<void> {
    expect((await verify(agent.record.db)).problems).toEqual([]);
    expect(lab.executed).toHaveLength(new Set(lab.executed).size);
  }

  it('spends its budget, several experiments at a time, and leaves the lab clear', async () => {
    const agent = await openAgent(folder, lab, aCampaign(4, 2));
    let most = 0;
    agent.record.onEvent(() => {
      most = Math.max(most, agent.campaign.underWay);
    });
    expect(await agent.campaign.run(never)).toBe('completed');
    expect(await statesOf(agent)).toEqual(['completed', 'completed', 'completed', 'completed']);
    expect(most).toBe(2);
    expect(lab.leftCells).toEqual([]);
    expect(agent.planner.requests.at(-1)?.observations.length).toBeGreaterThan(0);
    await expectSound(agent);
  });

  it('finishes the step that runs while no further one may begin, and goes on with the next', async () => {
    const agent = await openAgent(folder, lab, aCampaign(1, 1));
    const ran: string[] = [];
    agent.record.onEvent(({ kind, subject }) => {
      if (kind === 'command.intended') ran.push(subject);
      if (kind === 'command.acknowledged' && subject === 'E0001.form') agent.gate.close();
    });
    const end = agent.campaign.run(never);
    await until(async () => (await commandOf(agent.record.db, 'E0001.form'))?.state === 'completed');
    await turns(50);
    expect(ran.at(-1)).toBe('E0001.form');
    expect((await readSeries(agent.record.db, 'E0001.form')).rows).toHaveLength(4);
    agent.gate.open();
    expect(await end).toBe('completed');
    expect(await statesOf(agent)).toEqual(['completed']);
    await expectSound(agent);
  });

  it('stops an experiment that waits for its next step', async () => {
    const agent = await openAgent(folder, lab, aCampaign(1, 1));
    agent.record.onEvent(({ kind, subject }) => {
      if (kind === 'command.acknowledged' && subject === 'E0001.form') agent.gate.close();
    });
    const stop = new AbortController();
    const end = agent.campaign.run(stop.signal);
    await until(async () => (await commandOf(agent.record.db, 'E0001.form'))?.state === 'completed');
    stop.abort(new Error('Ctrl-C'));
    expect(await end).toBe('stopped');
    expect(await statesOf(agent)).toEqual(['stopped']);
    await expectSound(agent);
  });

  it('ends when a valid observation reaches the target', async () => {
    const agent = await openAgent(folder, lab, aCampaign(9, 1, 'stop: { targetValue: 89 }'));
    expect(await agent.campaign.run(never)).toBe('completed');
    expect(await statesOf(agent)).toEqual(['completed']);
  });

  it('queues an experiment that a machine lost again, as often as it may, and then goes on', async () => {
    lab.misfortune = (jobId) => (/^E000[1-3]\.form$/.test(jobId) ? { fails: 'channel-hardware' } : undefined);
    const agent = await openAgent(folder, lab, aCampaign(4, 1, 'retries: { machineFault: 2 }'));
    await agent.campaign.run(never);
    expect(await statesOf(agent)).toEqual(['channel-fault', 'channel-fault', 'channel-fault', 'completed']);
    const experiments = await agent.experiments();
    expect(experiments.map(({ proposalId }) => proposalId)).toEqual(['P0001', 'P0001', 'P0001', 'P0002']);
    expect(experiments.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 1]);
    expect(agent.planner.requests.at(-1)?.failures).toEqual([]);
    await expectSound(agent);
  });

  it('completes an experiment although the station cannot weigh its film', async () => {
    lab.misfortune = (jobId) => (jobId === 'E0001.weigh' ? { fails: 'no-film' } : undefined);
    const agent = await openAgent(folder, lab, aCampaign(1, 1));
    await agent.campaign.run(never);
    expect(await statesOf(agent)).toEqual(['completed']);
    expect(lab.executed).toContain('E0001.film');
    await expectSound(agent);
  });

  it('does not repeat a recipe that failed, and tells the planner', async () => {
    lab.misfortune = (jobId) => (jobId === 'E0001.formulate' ? { result: { turbidity: 0.9 } } : undefined);
    const agent = await openAgent(folder, lab, aCampaign(2, 1));
    await agent.campaign.run(never);
    expect(await statesOf(agent)).toEqual(['insoluble', 'completed']);
    expect(agent.planner.requests[1]?.failures).toEqual([
      { parameters: { 'additive.VC': 0.1 }, stage: 'formulation' },
    ]);
    expect(lab.executed).not.toContain('E0001.assemble');
  });

  it('begins nothing while it is paused, finishes what is under way, and goes on when resumed', async () => {
    const agent = await openAgent(folder, lab, aCampaign(2, 1));
    const running = agent.campaign.run(never);
    await until(() => agent.campaign.underWay === 1);
    await agent.campaign.pause('A', 'lunch');
    await until(() => agent.campaign.underWay === 0);
    await turns(50);
    expect(await statesOf(agent)).toEqual(['completed']);
    await agent.campaign.resume('A');
    expect(await running).toBe('completed');
    expect(await statesOf(agent)).toEqual(['completed', 'completed']);
  });

  it('has nothing to pause or to resume once it has completed, and says so', async () => {
    const agent = await openAgent(folder, lab, aCampaign(1, 1));
    await agent.campaign.run(never);
    await expect(agent.campaign.pause('A', 'lunch')).rejects.toThrow(
      /nothing to pause: .* completed.* budget/,
    );
    await expect(agent.campaign.resume('A')).rejects.toThrow(/nothing to resume: .* completed/);
    expect((await latestState(agent.record, 'C1'))?.body.state).toBe('completed');
  });

  it('is completed again when somebody takes back a stop that came after its end', async () => {
    const agent = await openAgent(folder, lab, aCampaign(1, 1));
    await agent.campaign.run(never);
    await agent.campaign.stopAll('A', 'smoke');
    expect((await latestState(agent.record, 'C1'))?.body.state).toBe('stopped');
    await agent.campaign.resume('A');
    expect((await latestState(agent.record, 'C1'))?.body.state).toBe('completed');
  });

  it('is paused after the step under way: the next one waits until it is resumed', async () => {
    const agent = await openAgent(folder, lab, aCampaign(1, 1));
    const ran: string[] = [];
    agent.record.onEvent(({ kind, subject }) => {
      if (kind === 'command.intended') ran.push(subject);
      if (kind === 'command.acknowledged' && subject === 'E0001.form')
        void agent.campaign.pause('A', 'night', 'step');
    });
    const running = agent.campaign.run(never);
    await until(async () => (await commandOf(agent.record.db, 'E0001.form'))?.state === 'completed');
    await turns(50);
    expect(ran.at(-1)).toBe('E0001.form');
    await agent.campaign.resume('A');
    expect(await running).toBe('completed');
    expect(await statesOf(agent)).toEqual(['completed']);
  });

  it('goes on with the steps of what is under way when a pause after the step becomes one after the experiment', async () => {
    const agent = await openAgent(folder, lab, aCampaign(2, 1));
    agent.record.onEvent(({ kind, subject }) => {
      if (kind === 'command.acknowledged' && subject === 'E0001.form')
        void agent.campaign.pause('A', 'night', 'step');
    });
    const running = agent.campaign.run(never);
    await until(async () => (await commandOf(agent.record.db, 'E0001.form'))?.state === 'completed');
    await agent.campaign.pause('A', 'let this one end');
    await until(() => agent.campaign.underWay === 0);
    expect(await statesOf(agent)).toEqual(['completed']);
    await agent.campaign.resume('A');
    expect(await running).toBe('completed');
  });

  it('has made everything safe before it says that a stop could not be recorded', async () => {
    const agent = await openAgent(folder, lab, aCampaign(2, 2));
    lab.cyclingPolls = 1e6;
    const running = agent.campaign.run(never);
    await until(() => lab.cycler.executed.length === 2);
    const append = agent.record.append.bind(agent.record);
    agent.record.append = (...events) =>
      events.some(({ kind }) => kind === 'campaign.state')
        ? Promise.reject(new Error('disk full'))
        : append(...events);
    await expect(agent.campaign.stopAll('A', 'smoke')).rejects.toThrow('disk full');
    expect([agent.campaign.underWay, agent.campaign.isPaused]).toEqual([0, true]);
    expect(await statesOf(agent)).toEqual(['stopped', 'stopped']);
    agent.record.append = append;
    lab.cyclingPolls = 2;
    await agent.campaign.resume('A');
    expect(await running).toBe('completed');
  });

  it('says who holds it, and goes on when it is let go, whether or not either could be recorded', async () => {
    const agent = await openAgent(folder, lab, aCampaign(1, 1));
    const append = agent.record.append.bind(agent.record);
    const full = (): Promise<never> => Promise.reject(new Error('disk full'));
    agent.record.append = full;
    await expect(agent.campaign.pause('disk-guard', 'no space')).rejects.toThrow('disk full');
    expect(agent.campaign.heldBy).toBe('disk-guard');
    agent.record.append = append;
    const running = agent.campaign.run(never);
    await turns(50);
    agent.record.append = full;
    const resumed = agent.campaign.resume('disk-guard');
    await until(() => agent.campaign.heldBy === undefined);
    agent.record.append = append;
    await expect(resumed).rejects.toThrow('disk full');
    expect(await running).toBe('completed');
  });

  it.each(['pause', 'stopAll'] as const)(
    'begins nothing after a restart when a person had said %s, until somebody resumes',
    async (verb) => {
      const first = await openAgent(folder, lab, aCampaign(2, 1));
      await first.campaign[verb]('A', 'fire drill');
      await first.record.close();
      const agent = await openAgent(folder, lab, aCampaign(2, 1));
      const running = agent.campaign.run(never);
      await until(() => agent.campaign.isPaused);
      await turns(50);
      expect(await agent.experiments()).toEqual([]);
      await agent.campaign.resume('A');
      expect(await running).toBe('completed');
    },
  );

  it('goes on after a restart when the rules had paused it: a start says that the lab was looked at', async () => {
    const first = await openAgent(folder, lab, aCampaign(1, 1));
    await first.campaign.pause('rules', 'three losses in a row');
    await first.record.close();
    const agent = await openAgent(folder, lab, aCampaign(1, 1));
    expect(await agent.campaign.run(never)).toBe('completed');
  });

  it('ends at the next start what was under way when the agent died over a stop', async () => {
    lab.cyclingPolls = 1e6;
    const dying = await openAgent(folder, lab, aCampaign(1, 1), new Life(200));
    await expect(dying.campaign.run(never)).rejects.toThrow('Death');
    await dying.record.close();
    const record = await folder.open();
    const body = { state: 'stopped', reason: 'smoke', actor: 'A' } as const;
    await record.append({ kind: 'campaign.state', subject: dying.campaign.id, body });
    await record.close();
    const agent = await openAgent(folder, lab, aCampaign(1, 1));
    const running = agent.campaign.run(never);
    await until(async () => (await statesOf(agent)).includes('stopped'));
    lab.cyclingPolls = 2;
    await agent.campaign.resume('A');
    expect(await running).toBe('completed');
    expect(await statesOf(agent)).toEqual(['stopped', 'completed']);
    await expectSound(agent);
  });

  it('begins nothing when it is paused while the planner is thinking', async () => {
    const agent = await openAgent(folder, lab, aCampaign(1, 1));
    agent.planner.thinking = () => agent.campaign.pause('A', 'wait');
    const running = agent.campaign.run(never);
    await until(() => agent.campaign.isPaused);
    await turns(50);
    expect(await agent.experiments()).toEqual([]);
    agent.planner.thinking = async () => undefined;
    await agent.campaign.resume('A');
    expect(await running).toBe('completed');
    expect(await statesOf(agent)).toEqual(['completed']);
  });

  it('ends as stopped, not with an error, when it is ended while the planner is thinking', async () => {
    const end = new AbortController();
    const agent = await openAgent(folder, lab, aCampaign(1, 1));
    agent.planner.thinking = async (_request, signal) => {
      end.abort(new Error('Ctrl-C'));
      signal.throwIfAborted();
    };
    expect(await agent.campaign.run(end.signal)).toBe('stopped');
  });

  it('makes everything safe when it is stopped, takes the cells away when resumed, and repeats the experiments', async () => {
    const agent = await openAgent(folder, lab, aCampaign(2, 2));
    lab.cyclingPolls = 1e6;
    const running = agent.campaign.run(never);
    await until(() => lab.cycler.executed.length === 2);
    await agent.campaign.stopAll('A', 'smoke');
    expect(await statesOf(agent)).toEqual(['stopped', 'stopped']);
    expect(lab.leftCells).toHaveLength(2);
    lab.cyclingPolls = 2;
    await agent.campaign.resume('A');
    expect(await running).toBe('completed');
    expect(await statesOf(agent)).toEqual(['stopped', 'stopped', 'completed', 'completed']);
    expect(lab.leftCells).toEqual([]);
    await expectSound(agent);
  });

  it('takes up at the next start what Ctrl-C left in the lab, before a new cell can meet it', async () => {
    const end = new AbortController();
    const first = await openAgent(folder, lab, aCampaign(2, 2));
    lab.cyclingPolls = 1e6;
    const running = first.campaign.run(end.signal);
    await until(() => lab.cycler.executed.length === 2);
    end.abort(new Error('Ctrl-C'));
    expect(await running).toBe('stopped');
    lab.cyclingPolls = 2;
    const second = await openAgent(folder, lab, aCampaign(2, 2));
    expect(await second.campaign.run(never)).toBe('completed');
    expect(await statesOf(second)).toEqual(['stopped', 'stopped', 'completed', 'completed']);
    expect(lab.leftCells).toEqual([]);
    await expectSound(second);
  });

  it('pauses after too many losses in a row, and goes on when somebody resumes it', async () => {
    let broken = true;
    lab.misfortune = (jobId) =>
      broken && jobId.endsWith('.form') ? { fails: 'channel-hardware' } : undefined;
    const agent = await openAgent(folder, lab, aCampaign(5, 1, 'stop: { maxConsecutiveLosses: 3 }'));
    const running = agent.campaign.run(never);
    await until(() => agent.campaign.isPaused);
    expect(await statesOf(agent)).toEqual(['channel-fault', 'channel-fault', 'channel-fault']);
    broken = false;
    await agent.campaign.resume('A');
    expect(await running).toBe('completed');
    expect((await statesOf(agent)).slice(3)).toEqual(['completed', 'completed']);
  });

  it('ends with the reason, everything made safe, when its own record cannot be written', async () => {
    const agent = await openAgent(folder, lab, aCampaign(4, 2));
    const append = agent.record.append.bind(agent.record);
    agent.record.append = (...events) =>
      events.some(({ subject }) => subject === 'E0002.assemble')
        ? Promise.reject(new Error('disk full'))
        : append(...events);
    await expect(agent.campaign.run(never)).rejects.toThrow(/E0002 cannot go on: Error: disk full/);
    expect(agent.campaign.underWay).toBe(0);
  });
});
