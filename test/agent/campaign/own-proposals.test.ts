import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { verify } from '../../../agent/record/verify.js';
import { plan } from '../../../planner/plan.js';
import type { Proposal } from '../../../planner/proposal.js';
import { Life } from '../experiment/mortality.js';
import { RecordFolder } from '../a-record.js';
import { aCampaign, openAgent, until, type Agent } from './an-agent.js';
import { FakeLab } from './fake-lab.js';

const ASKED = 'approval: { required: all, answerWithinS: 3600 }';
const RISKS = 'approval: { required: risk, risk: { ingredients: [LiBOB] }, answerWithinS: 3600 }';

describe("a person's own experiments", () => {
  let folder: RecordFolder;
  let lab: FakeLab;
  let agent: Agent;
  let stop: AbortController;
  let ended: Promise<string>;
  beforeEach(() => {
    folder = new RecordFolder();
    lab = new FakeLab();
  });
  afterEach(async () => {
    stop.abort(new Error('the test is over'));
    await ended;
    agent.campaign.approvals.stop();
    await folder.remove();
  });

  async function start(experiments: number, inFlight: number, rest = ASKED): Promise<void> {
    stop = new AbortController();
    agent = await openAgent(folder, lab, aCampaign(experiments, inFlight, rest), new Life(Infinity));
    ended = agent.campaign.run(stop.signal);
  }

  const waiting = (): string[] => agent.campaign.approvals.waiting.map(({ proposalId }) => proposalId);
  const proposal = async (id: string): Promise<Record<string, unknown>> => {
    const row = await agent.record.db('proposals').where({ id }).first<Record<string, string>>();
    const { why, parameters, ...rest } = row;
    return { ...rest, why: JSON.parse(why!) as unknown, parameters: JSON.parse(parameters!) as unknown };
  };

  it('wait for a person like those of the planner, labelled, with whose they are and why', async () => {
    await start(6, 2);
    await until(() => waiting().length === 2);
    const said = await agent.campaign.own.add('ada', { 'additive.VC': 3 }, 'a hunch');
    expect(said).toBe('H0003 waits for a decision: every proposal of this campaign needs a person');
    expect(agent.campaign.approvals.waiting[2]).toMatchObject({
      ...{ proposalId: 'H0003', state: 'asked', byDefault: 'reject' },
      reasons: ['by hand, ada: a hunch', 'every proposal of this campaign needs a person'],
    });
    expect(await proposal('H0003')).toMatchObject({
      parameters: { 'additive.VC': 3 },
      why: { reason: 'by hand', dataHash: '0', byHand: { actor: 'ada', note: 'a hunch', snapped: [] } },
    });
  });

  it('are counted by the planner as pending, run, and are learned from', async () => {
    await start(3, 1);
    await until(() => waiting().length === 1);
    await agent.campaign.own.add('ada', { 'additive.VC': 3 }, '');
    await agent.campaign.approvals.reject('ada', 'P0001', 'no');
    await agent.campaign.approvals.approve('ada', 'H0002', '');
    await until(async () => (await agent.experiments())[0]?.status === 'completed');
    await until(() => waiting().length === 1);
    const { observations, pending } = agent.planner.requests.at(-1)!;
    expect(observations.map(({ parameters }) => parameters)).toEqual([{ 'additive.VC': 3 }]);
    expect(pending).toEqual([{ parameters: { 'additive.VC': 0.1 } }]);
    expect((await verify(agent.record.db)).problems).toEqual([]);
  });

  it('begin before the next of the planner where the rules allow them, and can be taken back until then', async () => {
    lab.cyclingPolls = 1e9;
    await start(9, 1, '');
    await until(async () => (await agent.experiments()).length === 1);
    expect(await agent.campaign.own.add('ada', { 'additive.VC': 3 }, '')).toBe(
      'H0002 begins when there is room',
    );
    await agent.campaign.own.add('bob', { 'additive.VC': 4 }, '');
    expect(agent.campaign.approvals.waiting.map(({ state }) => state)).toEqual(['approved', 'approved']);
    await agent.campaign.approvals.reject('ada', 'H0002', 'changed my mind');
    lab.cyclingPolls = 1;
    await agent.campaign.stopAll('ada', 'room');
    await agent.campaign.resume('ada');
    await until(async () => (await agent.experiments()).length === 3);
    const begun = (await agent.experiments()).map(({ proposalId, attempt }) => `${proposalId}/${attempt}`);
    expect(begun).toEqual(['P0001/1', 'P0001/2', 'H0003/1']);
  });

  it('are refused with what is wrong, and nothing enters the queue', async () => {
    await start(6, 2);
    await until(() => waiting().length === 2);
    const { own } = agent.campaign;
    await expect(own.add('ada', { 'additive.VC': 9 }, '')).rejects.toThrow(
      'additive.VC: expected 0 to 5 %, got 9',
    );
    expect(waiting()).toEqual(['P0001', 'P0002']);
  });

  it('are no more than the budget pays for', async () => {
    await start(3, 2);
    await until(() => waiting().length === 2);
    const { own } = agent.campaign;
    await own.add('ada', { 'additive.VC': 3 }, '');
    await expect(own.add('ada', { 'additive.VC': 4 }, '')).rejects.toThrow('budget of 3 experiments');
  });

  it('wait for a person where rules look at risk and the planner has nothing to say', async () => {
    await start(6, 1, RISKS);
    agent.planner.thinking = async ({ among }) => {
      if (among) throw new Error('no model today');
    };
    await agent.campaign.pause('ada', 'room');
    const said = await agent.campaign.own.add('ada', { 'additive.VC': 3 }, '');
    expect(said).toMatch(/^H000\d waits for a decision: not foretold: no model today$/);
    const { why } = await proposal(said.slice(0, 5));
    expect(why).toMatchObject({ predictions: null, byHand: { unforetold: 'no model today' } });
  });

  it('are foretold by the models of the planner, also where something was measured or is under way', async () => {
    lab.valueOf = (_, { formulation }) => 80 + 100 * (formulation.additives['VC'] ?? 0);
    await start(9, 1, '');
    await until(
      async () => (await agent.experiments()).filter(({ status }) => status === 'completed').length === 3,
    );
    const [, second] = await agent.experiments();
    agent.planner.propose = async (request) => plan(request);
    await agent.campaign.pause('ada', 'room');
    for (const parameters of [{ 'additive.VC': 0.25 }, second!.parameters, second!.parameters]) {
      const said = await agent.campaign.own.add('ada', parameters, '');
      const { why } = await proposal(said.slice(0, 5));
      const { predictions, modelHash, acquisition } = why as Proposal;
      expect(predictions).toHaveLength(1);
      expect(Math.abs(predictions![0]!.mean - 80.25)).toBeLessThan(2);
      expect([modelHash === null, acquisition.name]).toEqual([false, 'log noisy expected improvement']);
    }
  });

  it('survive a restart where they are, and who listens is told', async () => {
    await start(9, 2);
    await until(() => waiting().length === 2);
    await agent.campaign.own.add('ada', { 'additive.VC': 3 }, '');
    const before = agent.campaign.approvals.waiting;
    stop.abort(new Error('crash'));
    await ended;
    agent.campaign.approvals.stop();
    await start(9, 2);
    let told: readonly string[] = [];
    agent.campaign.approvals.onChange(() => (told = waiting()));
    await until(() => waiting().length >= before.length);
    expect(agent.campaign.approvals.waiting).toEqual(before);
    expect(told).toEqual(waiting());
  });

  describe('an edit', () => {
    const edit = (id: string, vc: number, uid = agent.campaign.approvals.uid): Promise<string> =>
      agent.campaign.own.edit('ada', id, { 'additive.VC': vc }, uid, 'too little');

    beforeEach(async () => {
      await start(9, 3);
      await until(() => waiting().length === 3);
    });

    it('puts another proposal in the same place: what was proposed stays what it was', async () => {
      expect(await edit('P0002', 2)).toMatch(/^H0004 waits for a decision/);
      expect(waiting()).toEqual(['P0001', 'H0004', 'P0003']);
      expect(agent.campaign.approvals.waiting[1]!.reasons[0]).toBe(
        'by hand, ada, in the place of P0002 (additive.VC 0.2 -> 2 %): too little',
      );
      expect(await proposal('P0002')).toMatchObject({
        ...{ parameters: { 'additive.VC': 0.2 }, decision: 'refused', actor: 'ada' },
        reasons: '["H0004 was put in its place (additive.VC 0.2 -> 2 %)","too little"]',
      });
      expect((await proposal('H0004'))['why']).toMatchObject({
        byHand: { actor: 'ada', instead: { proposal: 'P0002', changed: ['additive.VC 0.2 -> 2 %'] } },
      });
      expect((await verify(agent.record.db)).problems).toEqual([]);
    });

    it('is told when the queue has changed since it was seen, also by another edit under way', async () => {
      const { uid } = agent.campaign.approvals;
      const both = await Promise.allSettled([edit('P0002', 2, uid), edit('P0002', 3, uid)]);
      expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect(String((both[1] as PromiseRejectedResult).reason)).toContain('the queue has changed');
      await expect(edit('P0003', 2, uid)).rejects.toThrow(`the queue has changed since it was ${uid}`);
      expect(waiting()).toEqual(['P0001', 'H0004', 'P0003']);
    });

    it('of what is held is held, and of what is approved has to be approved anew', async () => {
      const { approvals } = agent.campaign;
      await agent.campaign.pause('ada', 'nothing begins');
      await approvals.hold('ada', 'P0001', '');
      await approvals.approve('ada', 'P0002', '');
      await edit('P0001', 2);
      await edit('P0002', 3);
      expect(approvals.waiting.map(({ state }) => state)).toEqual(['held', 'asked', 'asked']);
    });

    it('that changes nothing is none', async () => {
      await expect(edit('P0001', 0.1)).rejects.toThrow('P0001 would stay what it is');
    });
  });
});
