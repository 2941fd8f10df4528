import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Cycle } from '../../../agent/analysis/cycling/cycle.js';
import { planRequest } from '../../../agent/campaign/history.js';
import { reportOf } from '../../../agent/campaign/report.js';
import { observationsOf } from '../../../agent/record/experiments.js';
import type { EventKind } from '../../../agent/record/lab-event.js';
import { openPrompts } from '../../../agent/record/prompts.js';
import { RECIPE, RecordFolder } from '../a-record.js';
import { aCampaign, openAgent, turns, until, type Agent } from '../campaign/an-agent.js';
import { FakeLab } from '../campaign/fake-lab.js';

/** What each cell has lost at the end of its 20 cycles, %. */
const LOSSES = [4, 8, 12, 16, 20];
const FOREVER = new AbortController().signal;

function cycles(atEnd: number, count: number): Cycle[] {
  return Array.from({ length: count }, (_, k) => {
    const lost = k < 3 ? 0 : atEnd * ((k - 2) / 17) ** 0.8;
    const dischargeCapacityAs = 10 * (1 - lost / 100);
    return { cycle: k + 1, dischargeCapacityAs, complete: true, quality: 'valid' } as Cycle;
  });
}

describe('a cell that lost far more at half its ageing than the best cell at the end', () => {
  let folder: RecordFolder;
  let lab: FakeLab;
  let troubles: string[];

  beforeEach(() => {
    folder = new RecordFolder();
    lab = new FakeLab();
    troubles = [];
  });

  afterEach(() => folder.remove());

  /** The sixth ages until somebody stops it. */
  async function agentThat(mode: string): Promise<Agent> {
    const config = aCampaign(6, 1, `earlyStopping: { mode: ${mode} }`);
    const agent = await openAgent(folder, lab, config, undefined, undefined, ({ message }) => {
      troubles.push(message);
    });
    const { planner, record } = agent;
    planner.thinking = async () => {
      const ended = planner.requests.length - 1;
      for (const n of LOSSES.slice(0, ended).keys())
        await record.replaceCycles(`E000${n + 1}.age`, cycles(LOSSES[n]!, 20));
      const losses = [...LOSSES, 15];
      lab.valueOf = () => 100 - losses[ended]!;
    };
    lab.misfortune = (jobId) => {
      if (jobId !== 'E0006.age') return undefined;
      lab.cyclingPolls = 1_000_000;
      void record.replaceCycles(jobId, cycles(30, 13));
      return undefined;
    };
    return agent;
  }

  /** Of this kind it takes none, so many times. */
  function refuse({ record }: Agent, refused: EventKind, times: number): void {
    const append = record.append.bind(record);
    record.append = (...events) => {
      if (!events.some(({ kind }) => kind === refused) || times === 0) return append(...events);
      times -= 1;
      return Promise.reject(new Error('no space'));
    };
  }

  async function cutsOf({ record }: Agent): Promise<{ reason: string; actor: string }[]> {
    const bodies = await record.db('events').where({ kind: 'experiment.cut-short' }).pluck<string[]>('body');
    return bodies.map((body) => JSON.parse(body) as { reason: string; actor: string });
  }

  it('is ended and taken away, and its retention is a limit to the planner and in the report', async () => {
    const agent = await agentThat('auto');
    await agent.campaign.run(FOREVER);
    expect(await cutsOf(agent)).toEqual([
      {
        actor: 'rules',
        reason: expect.stringMatching(/best so far 96.00 %: chance of being better 0\.\d %/),
      },
    ]);
    const experiments = await agent.experiments();
    expect(experiments.at(-1)).toMatchObject({
      status: 'completed',
      outcome: { validity: { status: 'suspect' }, result: { censored: { capacity_retention: 'below' } } },
    });
    expect(lab.leftCells).toEqual([]);
    const config = aCampaign(6, 1);
    const observations = await observationsOf(agent.record.db, 'C1', ['capacity_retention']);
    const told = planRequest(config, { experiments, observations }, 's').observations.at(-1)!;
    expect(told.results['capacity_retention']).toMatchObject({ value: 85, censored: 'below' });
    const report = await reportOf(agent.record, 'C1', config);
    expect(report.experiments.at(-1)!.results[0]).toMatchObject({
      observed: null,
      limit: { value: 85, side: 'below' },
    });
    expect(report.best).toEqual([{ id: 'E0001', values: [96] }]);
  });

  it('is judged by the cycles that were over: its last one is not, and those of the others are', async () => {
    const agent = await agentThat('auto');
    await agent.campaign.run(FOREVER);
    const unfinished = agent.analysed.map((evidence) => evidence.unfinished);
    expect(unfinished).toEqual([...LOSSES.map(() => undefined), ['ageing']]);
  });

  it('is ended by the next agent when one died between the decision and the stop', async () => {
    const agent = await agentThat('auto');
    const body = { reason: 'no chance', actor: 'rules' };
    await agent.record.append({ kind: 'experiment.cut-short', subject: 'E0006', body });
    const watched = await agent.stopping.watch('E0006', RECIPE, 'channel/1');
    expect(watched!.cut.aborted).toBe(true);
    expect(watched!.cut.reason).toMatchObject({ message: 'no chance' });
    await watched!.end();
  });

  it('is ended as soon as that can be recorded', async () => {
    const agent = await agentThat('auto');
    refuse(agent, 'experiment.cut-short', 2);
    await agent.campaign.run(FOREVER);
    expect(await cutsOf(agent)).toMatchObject([{ actor: 'rules' }]);
    expect(troubles).toEqual(['whether E0006 is aged on could not be decided (no space); it is tried again']);
  });

  it('is asked about as soon as that can be recorded, and ended when what a person said of it can be', async () => {
    const agent = await agentThat('ask');
    refuse(agent, 'prompt.raised', 1);
    const running = agent.campaign.run(FOREVER);
    await until(async () => (await openPrompts(agent.record.db)).length > 0);
    refuse(agent, 'experiment.cut-short', 2);
    const [prompt] = await openPrompts(agent.record.db);
    await agent.campaign.prompts.answer('ana', prompt!.id, 'end-early', '');
    await running;
    expect(await cutsOf(agent)).toMatchObject([{ actor: 'operator' }]);
    expect(troubles).toHaveLength(2);
  });

  it('is not looked at where the campaign ends none early', async () => {
    const agent = await agentThat('off');
    expect(await agent.stopping.watch('E0006', RECIPE, 'channel/1')).toBeUndefined();
  });

  it('is asked about where people decide, and ended when they say so', async () => {
    const agent = await agentThat('ask');
    const running = agent.campaign.run(FOREVER);
    await until(async () => (await openPrompts(agent.record.db)).length > 0);
    const [prompt] = await openPrompts(agent.record.db);
    expect(prompt).toMatchObject({ experimentId: 'E0006', defaultOption: 'go-on' });
    await agent.campaign.prompts.answer('ana', prompt!.id, 'end-early', '');
    await running;
    expect(await cutsOf(agent)).toMatchObject([{ actor: 'operator' }]);
    expect(troubles).toEqual([]);
    expect((await agent.experiments()).at(-1)!.outcome!.result.censored).toBeDefined();
  });

  it('is not asked about any more once its ageing is over, even when the question was on its way', async () => {
    const agent = await agentThat('ask');
    const { prompts } = agent.campaign;
    const ask = prompts.ask.bind(prompts);
    const onTheWay = new AbortController();
    const arrives = new AbortController();
    let asking = Promise.resolve();
    jest.spyOn(prompts, 'ask').mockImplementation((question) => {
      onTheWay.abort();
      asking = until(() => arrives.signal.aborted).then(() => ask(question));
      return asking;
    });
    const watching = jest.spyOn(agent.stopping, 'watch');
    const stop = new AbortController();
    const running = agent.campaign.run(stop.signal);
    await until(() => onTheWay.signal.aborted);
    const watched = await (watching.mock.results.at(-1)!.value as ReturnType<Agent['stopping']['watch']>);
    const ended = watched!.end();
    await turns(50);
    arrives.abort();
    await Promise.all([asking, ended]);
    expect(await openPrompts(agent.record.db)).toEqual([]);
    stop.abort(new Error('the test is over'));
    await running;
  });
});
