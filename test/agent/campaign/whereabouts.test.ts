/** What becomes of a lab in which nobody knows where a cell is. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Alarms } from '../../../agent/alarms/alarms.js';
import type { Locks } from '../../../agent/locks/locks.js';
import { openPrompts, type PromptRow } from '../../../agent/record/prompts.js';
import { verify } from '../../../agent/record/verify.js';
import { commandsOf } from '../../../agent/supervision/commands-of.js';
import { verbOf } from '../../../agent/supervision/verbs.js';
import { InstrumentError } from '../../../drivers/instrument-error.js';
import { RecordFolder } from '../a-record.js';
import { aCampaign, ANSWER_WITHIN_MS, openAgent, turns, type Agent, until } from './an-agent.js';
import { FakeLab } from './fake-lab.js';

const never = new AbortController().signal;
const CELL = 'cell-E0001.assemble';

/** The last experiment of three is not planned before the question is closed. */
function planLastWhenAnswered({ planner, record }: Agent): void {
  planner.thinking = async () => {
    if (planner.requests.length === 3) await until(async () => (await openPrompts(record.db)).length === 0);
  };
}

describe('a cell that cannot be taken away', () => {
  let folder: RecordFolder;
  let lab: FakeLab;
  beforeEach(() => {
    folder = new RecordFolder();
    lab = new FakeLab();
    lab.misfortune = (jobId) =>
      /^E0001\.(form|discard)$/.test(jobId) ? { fails: 'cell-missing' } : undefined;
  });
  afterEach(() => folder.remove());

  async function questions(agent: Agent): Promise<PromptRow[]> {
    return openPrompts(agent.record.db);
  }

  /** Runs until the question is there; more experiments follow while it is open. */
  async function asked(experiments = 3): Promise<{ agent: Agent; running: Promise<unknown> }> {
    const agent = await openAgent(folder, lab, aCampaign(experiments, 1));
    const running = agent.campaign.run(never);
    await until(async () => (await questions(agent)).length === 1);
    return { agent, running };
  }

  it('keeps its channel out of use and somebody is asked, with what the instruments said', async () => {
    const { agent, running } = await asked();
    expect(await questions(agent)).toMatchObject([
      {
        id: 'E0001.question-1',
        experimentId: 'E0001',
        place: 'channel/1',
        question: expect.stringMatching(/cell of E0001 could not be taken away .*cell-missing.*channel\/1/),
        defaultOption: 'try-again',
      },
    ]);
    expect(agent.leases.isFree('channel/1')).toBe(false);
    await running;
    expect((await agent.experiments()).map(({ status }) => status)).toEqual([
      'failed',
      'completed',
      'completed',
    ]);
    expect(lab.leftCells).toEqual([CELL]);
  });

  it('is tried again when the operator says so, and the question is closed', async () => {
    const { agent, running } = await asked();
    await agent.campaign.prompts.answer('ada', 'E0001.question-1', 'try-again', 'gripper cleaned');
    await running;
    expect(lab.leftCells).toEqual([]);
    expect(agent.leases.isFree('channel/1')).toBe(true);
    expect(await questions(agent)).toEqual([]);
    expect((await verify(agent.record.db)).problems).toEqual([]);
  });

  it.each([
    ['retry_step', 'try-again'],
    ['skip_step', 'cleared'],
  ] as const)('is answered by the verb %s as by %s', async (verb, option) => {
    const { agent, running } = await asked();
    if (verb === 'skip_step') lab.places.set(CELL, 'waste');
    const none = (): void => undefined;
    const alarms = { acknowledge: none, shelve: none, unshelve: none } as unknown as Alarms;
    const locks = { lock: none, unlock: none, breakLock: none } as unknown as Locks;
    const commands = commandsOf(agent.campaign, alarms, { test: async () => '' }, locks);
    const asking = { actor: 'ada', experiment: 'E0001', reason: 'looked' };
    await verbOf(verb).act(commands, asking);
    expect(await agent.record.db('prompts').select('answer', 'actor', 'note')).toEqual([
      { answer: option, actor: 'ada', note: 'looked' },
    ]);
    // Whatever else failed has ended its experiment: there is nothing to go on with.
    await expect(verbOf(verb).act(commands, asking)).rejects.toThrow(/no step of E0001 waits for a person/);
    await running;
    expect(agent.leases.isFree('channel/1')).toBe(true);
    expect((await verify(agent.record.db)).problems).toEqual([]);
  });

  it('is tried again by itself when nobody answers', async () => {
    const { agent, running } = await asked();
    planLastWhenAnswered(agent);
    await agent.hours.advance(ANSWER_WITHIN_MS);
    await running;
    expect(lab.leftCells).toEqual([]);
    const answers = await agent.record.db('prompts').select('answer', 'actor');
    expect(answers).toEqual([{ answer: 'try-again', actor: 'deadline' }]);
  });

  it('frees its channel when the operator has cleared it, also for the lives of the agent to come', async () => {
    const { agent, running } = await asked();
    lab.places.set(CELL, 'waste');
    await agent.campaign.prompts.answer('ada', 'E0001.question-1', 'cleared', 'took it out');
    expect(agent.leases.isFree('channel/1')).toBe(true);
    await running;
    const tries = (): string[] => lab.robot.executed.filter((jobId) => jobId.startsWith('E0001.discard'));
    const before = tries();
    const second = await openAgent(folder, lab, aCampaign(4, 1));
    await second.campaign.run(never);
    expect(tries()).toEqual(before);
    expect(second.leases.isFree('channel/1')).toBe(true);
  });

  it('keeps its channel out of use when nobody knows', async () => {
    const { agent, running } = await asked();
    await agent.campaign.prompts.answer('ada', 'E0001.question-1', 'leave', 'glovebox is closed');
    await running;
    expect(agent.leases.isFree('channel/1')).toBe(false);
  });

  it('is asked about no more when it was taken away at the next start', async () => {
    const first = await asked(2);
    await first.running;
    first.agent.campaign.prompts.stop();
    const second = await openAgent(folder, lab, aCampaign(3, 1));
    await second.campaign.run(never);
    expect(await questions(second)).toEqual([]);
    expect(lab.leftCells).toEqual([]);
  });
});

describe('a cell that stays in the station', () => {
  let folder: RecordFolder;
  let lab: FakeLab;
  beforeEach(() => {
    folder = new RecordFolder();
    lab = new FakeLab();
    lab.misfortune = (jobId) => (jobId.startsWith('E0001.discard') ? { fails: 'cell-missing' } : undefined);
  });
  afterEach(() => folder.remove());

  it('keeps the station out of use, and that is where somebody is asked to look', async () => {
    const agent = await openAgent(folder, lab, aCampaign(1, 1));
    await agent.campaign.run(never);
    expect(await openPrompts(agent.record.db)).toMatchObject([
      { place: 'station', question: expect.stringMatching(/is it in station\?/) },
    ]);
    expect([agent.leases.isFree('station'), agent.leases.isFree('channel/1')]).toEqual([false, true]);
    await agent.campaign.prompts.answer('ada', 'E0001.question-1', 'cleared', 'took it out');
    expect(agent.leases.isFree('station')).toBe(true);
  });

  it('costs none of those that come after it, also in a later life: they wait until it is away', async () => {
    const first = await openAgent(folder, lab, aCampaign(1, 1));
    await first.campaign.run(never);
    first.campaign.prompts.stop();
    const agent = await openAgent(folder, lab, aCampaign(3, 2));
    const running = agent.campaign.run(never);
    await until(() => ['E0002.age', 'E0003.age'].every((jobId) => lab.cycler.executed.includes(jobId)));
    await turns(100);
    expect(lab.robot.executed.filter((jobId) => jobId.endsWith('unload'))).toEqual(['E0001.unload']);
    lab.misfortune = () => undefined;
    await agent.campaign.prompts.answer('ada', 'E0001.question-1', 'try-again', 'gripper cleaned');
    await running;
    expect((await agent.experiments()).map(({ status }) => status)).toEqual(Array(3).fill('completed'));
    expect(lab.leftCells).toEqual([]);
  });

  it('or in the channel that it was to leave, keeps both out of use until they are cleared', async () => {
    lab.misfortune = (jobId) =>
      /^E0001\.(unload|discard)/.test(jobId) ? { fails: 'cell-missing' } : undefined;
    const agent = await openAgent(folder, lab, aCampaign(1, 1, 'retries: { machineFault: 0 }'));
    await agent.campaign.run(never);
    const free = (): boolean[] => ['channel/1', 'station'].map((place) => agent.leases.isFree(place));
    expect(free()).toEqual([false, false]);
    expect(await openPrompts(agent.record.db)).toMatchObject([
      { place: 'station', question: expect.stringMatching(/is it in channel\/1 or station\?/) },
    ]);
    await agent.campaign.prompts.answer('ada', 'E0001.question-1', 'cleared', 'it lay beside the channel');
    expect(free()).toEqual([true, true]);
  });
});

describe('a command whose end nobody knows', () => {
  let folder: RecordFolder;
  let lab: FakeLab;
  beforeEach(() => {
    folder = new RecordFolder();
    lab = new FakeLab();
  });
  afterEach(() => folder.remove());

  it('leaves no cell behind when the robot can tell later that it built one', async () => {
    let away = true;
    lab.robot.disturb = (method, jobId) =>
      away && jobId === 'E0001.assemble' && method !== 'start' && lab.robot.executed.includes(jobId)
        ? 'reply-lost'
        : undefined;
    const agent = await openAgent(folder, lab, aCampaign(3, 1));
    const running = agent.campaign.run(never);
    await until(async () => (await openPrompts(agent.record.db)).length === 1);
    planLastWhenAnswered(agent);
    expect(lab.leftCells).toContain(CELL);
    away = false;
    await agent.hours.advance(ANSWER_WITHIN_MS);
    await running;
    expect(lab.leftCells).toEqual([]);
  });

  it('keeps the robot away from a cell that may be under current', async () => {
    let away = true;
    lab.cycler.disturb = (method, jobId) =>
      away && jobId === 'E0001.form' && method !== 'start' && lab.cycler.executed.includes(jobId)
        ? 'not-sent'
        : undefined;
    const agent = await openAgent(folder, lab, aCampaign(3, 1));
    const running = agent.campaign.run(never);
    await until(async () => (await openPrompts(agent.record.db)).length === 1);
    expect((await openPrompts(agent.record.db))[0]).toMatchObject({ place: 'channel/1' });
    expect(lab.places.get(CELL)).toBe('channel/1');
    expect(lab.robot.executed).not.toContain('E0001.discard');
    away = false;
    await agent.campaign.prompts.answer('ada', 'E0001.question-1', 'try-again', 'cable was loose');
    await running;
    expect(lab.places.get(CELL)).toBe('waste');
    expect(lab.cycler.calls.filter((call) => call === 'makeSafe E0001.form').length).toBeGreaterThan(1);
  });

  it('is made safe before the robot comes, also when the tester seemed to refuse it', async () => {
    const start = lab.cycler.start.bind(lab.cycler);
    lab.cycler.start = async (jobId, task) => {
      await start(jobId, task);
      if (jobId === 'E0001.form') throw new InstrumentError('cycler', 'refused', 'spoilt on the line');
    };
    lab.cyclingPolls = 1e6;
    const stateAtDiscard: string[] = [];
    const give = lab.robot.start.bind(lab.robot);
    lab.robot.start = async (jobId, task) => {
      if (jobId === 'E0001.discard') stateAtDiscard.push((await lab.cycler.job('E0001.form')).state);
      await give(jobId, task);
    };
    const agent = await openAgent(folder, lab, aCampaign(1, 1, 'retries: { machineFault: 0 }'));
    await agent.campaign.run(never);
    expect(stateAtDiscard).toEqual(['aborted']);
    expect(lab.places.get(CELL)).toBe('waste');
  });
});
