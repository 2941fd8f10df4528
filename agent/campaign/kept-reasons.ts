/**
 * The planner's reasons for a campaign's proposals, each read once: a proposal does not change, and reading all of them
 * anew for every next one would take ever longer.
 */
import type { Knex } from 'knex';
import { reasonsOf } from '../record/experiments.js';
import { reasonsFrom, type Reasons } from './reasons.js';

/** What was foretold; neighbours and second opinions are for people to read. */
export type Foretelling = Pick<Reasons, 'predictions' | 'feasibility' | 'widening' | 'source'>;

export class KeptReasons {
  private readonly byProposal = new Map<string, Foretelling>();

  constructor(
    private readonly db: Knex,
    private readonly campaignId: string,
  ) {}

  /** By proposal, in the order in which they were made. */
  async read(): Promise<ReadonlyMap<string, Foretelling>> {
    const fresh = await reasonsOf(this.db, this.campaignId, this.byProposal.size);
    for (const [id, why] of fresh) {
      const { neighbours: _, generative: __, runnerUp: ___, ...foretelling } = reasonsFrom(why);
      this.byProposal.set(id, foretelling);
    }
    return this.byProposal;
  }
}
