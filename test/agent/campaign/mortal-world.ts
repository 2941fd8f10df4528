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
  /** The first experiment is lost to the machine, and repeated. */
  readonly misfortune: boolean;
  /** How each experiment ends: its status, or the cause of its failure. */
  readonly ends: readonly string[];
}

export const ONE: Story = { experiments: 1, inFlight: 1, misfortune: false, ends: ['completed'] };

export const TWO_AT_A_TIME: Story = {
  experiments: 3,
  inFlight: 2,
  misfortune: true,
  ends: ['channel-fault', 'completed', 'completed'],
};

export class MortalWorld {
  readonly folder = new RecordFolder();
  readonly lab = new FakeLab();

  constructor(private readonly story: Story) {
    const strikes = (jobId: string): boolean => story.misfortune && jobId === 'E0001.form';
    this.lab.misfortune = (jobId) => (strikes(jobId) ? { fails: 'channel-hardware' } : undefined);
  }

  /** One life of an agent, to its end or that of the campaign. */
  async see(life: Life): Promise<Life> {
    const agent = await this.open(life);
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

  private open(life: Life): Promise<Agent> {
    const { experiments, inFlight } = this.story;
    return openAgent(this.folder, this.lab, aCampaign(experiments, inFlight), life);
  }
}

/** In a world of its own: agents die at these points of their lives, the last one lives. @returns whether all died */
export async function afterDeaths(story: Story, deaths: readonly Life[]): Promise<boolean> {
  const world = new MortalWorld(story);
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
  const world = new MortalWorld(story);
  const { length } = await world.see(new Life(Infinity));
  await world.folder.remove();
  return length;
}
