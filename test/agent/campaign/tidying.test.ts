/** A death while the cell of an ended experiment is taken away: the robot that was held for it must not stay held. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LabEvent } from '../../../agent/record/lab-event.js';
import { verify } from '../../../agent/record/verify.js';
import { RecordFolder } from '../a-record.js';
import { aCampaign, openAgent, until, type Agent } from './an-agent.js';
import { FakeLab } from './fake-lab.js';

const never = new AbortController().signal;

describe('an agent that dies while it takes away what an earlier life left', () => {
  let folder: RecordFolder;
  let lab: FakeLab;
  beforeEach(() => {
    folder = new RecordFolder();
    lab = new FakeLab();
    lab.misfortune = (jobId) =>
      /^E0001\.(form|discard)$/.test(jobId) ? { fails: 'cell-missing' } : undefined;
  });
  afterEach(() => folder.remove());

  const open = (experiments = 2): Promise<Agent> => openAgent(folder, lab, aCampaign(experiments, 1));

  /** The first life leaves the cell of its only experiment in the channel. */
  async function leaveCell(): Promise<void> {
    const agent = await open(1);
    await agent.campaign.run(never);
    expect(lab.leftCells).toEqual(['cell-E0001.assemble']);
    agent.campaign.prompts.stop();
    await agent.record.close();
  }

  /** The next one dies when it would record this of taking it away: nothing of it reaches the record any more. */
  async function dieTidying(kind: LabEvent['kind']): Promise<void> {
    const { record, campaign } = await open();
    const append = record.append.bind(record);
    await new Promise<void>((resolve) => {
      record.append = (...events) => {
        if (!events.some((event) => event.kind === kind)) return append(...events);
        resolve();
        return new Promise(() => undefined);
      };
      void campaign.run(never);
    });
    campaign.prompts.stop();
    await record.close();
  }

  it('leaves the robot to the next one, also when all that was missing is that it is given back', async () => {
    await leaveCell();
    await dieTidying('lease.released');
    const agent = await open();
    expect(agent.leases.isFree('robot')).toBe(false);
    await agent.campaign.run(never);
    expect((await agent.experiments()).map(({ status }) => status)).toEqual(['failed', 'completed']);
    expect(lab.leftCells).toEqual([]);
    expect((await verify(agent.record.db)).problems).toEqual([]);
  });

  it('keeps the robot from others as long as it may still be at that', async () => {
    await leaveCell();
    await dieTidying('command.acknowledged');
    const agent = await open();
    await agent.campaign.pause('ada', 'no tidying yet');
    const running = agent.campaign.run(never);
    // Questions are taken up after leases.
    const { prompts } = agent.campaign;
    const answered = (): Promise<boolean> =>
      prompts.answer('ada', 'E0001.question-1', 'leave', '').then(
        () => true,
        () => false,
      );
    await until(answered);
    expect(agent.leases.isFree('robot')).toBe(false);
    await agent.campaign.resume('ada');
    await running;
    expect(lab.robot.executed.filter((jobId) => jobId.startsWith('E0001.discard'))).toHaveLength(2);
    expect((await verify(agent.record.db)).problems).toEqual([]);
  });

  it('leaves the robot to the next one, also when the tester cannot say any more that the cell is off', async () => {
    let isAway = true;
    lab.misfortune = () => undefined;
    lab.cycler.disturb = (method, jobId) =>
      isAway && jobId === 'E0001.form' && method !== 'start' && lab.cycler.executed.includes(jobId)
        ? 'not-sent'
        : undefined;
    await leaveCell();
    isAway = false;
    await dieTidying('command.acknowledged');
    isAway = true;
    const agent = await open();
    await agent.campaign.run(never);
    expect((await agent.experiments()).map(({ status }) => status)).toEqual(['failed', 'completed']);
    expect(agent.leases.isFree('robot')).toBe(true);
  });
});
