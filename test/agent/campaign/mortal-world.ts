/** A lab that outlives its agents, and the end that a campaign in it must come to however often they die. */
import { expect } from '@jest/globals';
import { verify } from '../../../agent/record/verify.js';
import { RecordFolder } from '../a-record.js';
import { Life } from '../experiment/mortality.js';
import { aCampaign, openAgent, type Agent } from './an-agent.js';
import { FakeLab } from './fake-lab.js';

const never = new AbortController().signal;

export interface Story {
  readonly experiments: number;
  readonly inFlight: number;
  /** Jobs that fail, and by which fault. */
  readonly fails: Readonly<Record<string, string>>;
  /** So many experiments were over, in an earlier life, before those lives begin that may end early. */
  readonly before?: number;
  /** How each experiment ends: its status, or the cause of its failure. */
  readonly ends: readonly string[];
}

export const ONE: Story = { experiments: 1, inFlight: 1, fails: {}, ends: ['completed'] };

/** The first experiment is lost to the machine, and repeated. */
export const TWO_AT_A_TIME: Story = {
  experiments: 3,
  inFlight: 2,
  fails: { 'E0001.form': 'channel-hardware' },
  ends: ['channel-fault', 'completed', 'completed'],
};

/** The cell of the first experiment could not be taken away: that is what the next life begins with. */
export const LEFT_BEHIND: Story = {
  experiments: 2,
  inFlight: 1,
  fails: { 'E0001.form': 'channel-hardware', 'E0001.discard': 'cell-missing' },
  before: 1,
  ends: ['channel-fault', 'completed'],
};

export class MortalWorld {
  readonly folder = new RecordFolder();
  readonly lab = new FakeLab();

  private constructor(private readonly story: Story) {
    this.lab.misfortune = (jobId) => {
      const fails = story.fails[jobId];
      return fails === undefined ? undefined : { fails };
    };
  }

  static async of(story: Story): Promise<MortalWorld> {
    const world = new MortalWorld(story);
    if (story.before !== undefined) await world.see(new Life(Infinity), story.before);
    return world;
  }

  /** One life of an agent, to its end or that of the campaign. */
  async see(life: Life, experiments = this.story.experiments): Promise<Life> {
    const agent = await this.open(life, experiments);
    await Promise.allSettled([agent.campaign.run(never)]);
    await agent.record.close();
    return life;
  }

  /** Nothing lost, nothing twice, nothing left lying about, and the same outcomes as without a death. */
  async expectWholeEnd(): Promise<void> {
    const agent = await this.open(new Life(Infinity));
    const experiments = await agent.experiments();
    const ends = experiments.map(({ status, outcome }) => outcome?.execution.failure?.cause ?? status);
    expect(ends).toEqual(this.story.ends);
    expect((await verify(agent.record.db)).problems).toEqual([]);
    expect(this.lab.executed).toHaveLength(new Set(this.lab.executed).size);
    expect(this.lab.leftCells).toEqual([]);
  }

  private open(life: Life, experiments = this.story.experiments): Promise<Agent> {
    return openAgent(this.folder, this.lab, aCampaign(experiments, this.story.inFlight), life);
  }
}

/** In a world of its own: agents die at these points of their lives, the last one lives. @returns whether all died */
export async function afterDeaths(story: Story, deaths: readonly Life[]): Promise<boolean> {
  const world = await MortalWorld.of(story);
  try {
    for (const life of deaths) await world.see(life);
    await world.see(new Life(Infinity));
    await world.expectWholeEnd();
    return deaths.every(({ isOver }) => isOver);
  } finally {
    await world.folder.remove();
  }
}

/** Contacts with the world of a life that nothing ends. */
export async function lengthOfLife(story: Story): Promise<number> {
  const world = await MortalWorld.of(story);
  const { length } = await world.see(new Life(Infinity));
  await world.folder.remove();
  return length;
}
