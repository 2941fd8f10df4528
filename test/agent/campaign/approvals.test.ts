import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Life } from '../experiment/mortality.js';
import { RecordFolder } from '../a-record.js';
import { aCampaign, openAgent, turns, until, type Agent } from './an-agent.js';
import { FakeLab } from './fake-lab.js';

const ASKED = 'approval: { required: all, answerWithinS: 3600 }';

describe('a campaign whose proposals need a person', () => {
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
  const begun = async (): Promise<string[]> =>
    (await agent.experiments()).map(({ proposalId }) => proposalId);

  it('begins nothing until one is approved, and asks for no more than may be under way', async () => {
    await start(4, 2);
    await until(() => waiting().length === 2);
    await turns(20);
    expect(waiting()).toEqual(['P0001', 'P0002']);
    expect(await begun()).toEqual([]);
    await agent.campaign.approvals.approve('ada', 'P0002', 'promising');
    await until(async () => (await begun()).length > 0);
    expect(await begun()).toEqual(['P0002']);
    const decided = await agent.record
      .db('proposals')
      .where({ id: 'P0002' })
      .first('decision', 'actor', 'reasons');
    expect(decided).toEqual({ decision: 'accepted', actor: 'ada', reasons: '["promising"]' });
  });

  it('tells the planner what waits and what is not wanted, and neither as a failure', async () => {
    await start(4, 1);
    await until(() => waiting().length === 1);
    await expect(agent.campaign.approvals.reject('ada', 'P0001', '')).rejects.toThrow('needs a reason');
    await agent.campaign.approvals.reject('ada', 'P0001', 'smells');
    await until(() => waiting()[0] === 'P0002');
    const { pending, failures, observations, n0 } = agent.planner.requests.at(-1)!;
    expect(pending).toEqual([{ parameters: { 'additive.VC': 0.1 } }]);
    expect([failures, observations, n0]).toEqual([[], [], 2]);
    expect(await begun()).toEqual([]);
  });

  it('lets the default count after the deadline in lab time, but not for one that is held', async () => {
    await start(4, 2, 'approval: { required: all, answerWithinS: 3600, default: approve }');
    await until(() => waiting().length === 2);
    await agent.campaign.approvals.hold('ada', 'P0001', 'ask Bob');
    await agent.hours.advance(3_600_000);
    await until(async () => (await begun()).length > 0);
    expect(await begun()).toEqual(['P0002']);
    expect(agent.campaign.approvals.waiting[0]).toMatchObject({ proposalId: 'P0001', state: 'held' });
  });

  it('begins them in the order in which a person puts them, and who saw an older queue is told', async () => {
    await start(4, 2);
    await until(() => waiting().length === 2);
    const { approvals } = agent.campaign;
    const seen = approvals.uid;
    await approvals.move('ada', 'P0002', 1, seen);
    expect(waiting()).toEqual(['P0002', 'P0001']);
    await expect(approvals.move('bob', 'P0001', 1, seen)).rejects.toThrow('the queue has changed');
    await expect(approvals.approve('bob', 'P0009', '')).rejects.toThrow('(waiting: P0002, P0001)');
  });

  it('goes on after a crash with what waits, in its order, and begins what was approved', async () => {
    await start(4, 2);
    await until(() => waiting().length === 2);
    await agent.campaign.pause('ada', 'before the crash');
    await agent.campaign.approvals.approve('ada', 'P0002', '');
    await agent.campaign.approvals.hold('ada', 'P0001', '');
    const before = agent.campaign.approvals.waiting;
    stop.abort(new Error('crash'));
    await ended;
    agent.campaign.approvals.stop();
    await start(4, 2);
    await agent.campaign.resume('ada');
    await until(async () => (await begun()).length > 0);
    expect(await begun()).toEqual(['P0002']);
    expect(before.map(({ state }) => state)).toEqual(['held', 'approved']);
    expect(agent.campaign.approvals.waiting[0]).toMatchObject({ proposalId: 'P0001', state: 'held' });
  });
});
