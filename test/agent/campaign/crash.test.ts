import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verify } from '../../../agent/record/verify.js';
import { RecordFolder } from '../a-record.js';
import { Life, type Moment } from '../experiment/mortality.js';
import { aCampaign, openAgent } from './an-agent.js';
import { FakeLab } from './fake-lab.js';

const never = new AbortController().signal;

/** Two experiments at a time; the first one is lost to the machine and repeated. */
class World {
  readonly folder = new RecordFolder();
  readonly lab = new FakeLab();

  constructor() {
    this.lab.misfortune = (jobId) => (jobId === 'E0001.form' ? { fails: 'channel-hardware' } : undefined);
  }

  open(life: Life) {
    return openAgent(this.folder, this.lab, aCampaign(3, 2), life);
  }

  /** One life of an agent, to its end or that of the campaign. */
  async see(life: Life): Promise<Life> {
    const agent = await this.open(life);
    await Promise.allSettled([agent.campaign.run(never)]);
    await agent.record.close();
    return life;
  }
}

const POINTS = 18;
/** Moments spread over a whole run, as shares of it. */
const deaths = Array.from({ length: POINTS }, (_, k): [number, Moment] => [
  (k + 0.5) / POINTS,
  k % 2 === 0 ? 'before' : 'after',
]);

describe('a campaign whose agent dies', () => {
  let world = new World();
  let length = 0;
  beforeAll(async () => {
    length = (await world.see(new Life(Infinity))).length;
    await world.folder.remove();
  }, 30_000);
  afterAll(() => world.folder.remove());

  it.each(deaths)(
    'at %f of its run, %s a contact with the world, goes on to the same end',
    async (share, moment) => {
      world = new World();
      const first = await world.see(new Life(Math.round(share * length), moment));
      expect(first.isOver).toBe(true);
      await world.see(new Life(Infinity));
      const agent = await world.open(new Life(Infinity));
      const experiments = await agent.experiments();
      const ends = experiments.map(({ status, outcome }) => outcome?.execution.failure?.cause ?? status);
      expect(ends).toEqual(['channel-fault', 'completed', 'completed']);
      expect((await verify(agent.record.db)).problems).toEqual([]);
      expect(world.lab.executed).toHaveLength(new Set(world.lab.executed).size);
      expect(world.lab.leftCells).toEqual([]);
      await world.folder.remove();
    },
    20_000,
  );
});
