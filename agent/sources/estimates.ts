/** What programs were asked and what they said, as the record's events tell it. */
import type { Knex } from 'knex';
import type { Parameters } from '../record/bodies/campaign.js';
import type { LabEvent } from '../record/lab-event.js';
import { eventOf, type EventRow } from '../record/event-row.js';
import type { Estimate } from './program-document.js';
import type { Observation } from '../../planner/request.js';

const KINDS = ['estimate.asked', 'estimate.answered', 'estimate.failed'] as const;

export interface Asked {
  /** The proposal. */
  readonly id: string;
  readonly campaignId: string;
  readonly source: string;
  readonly parameters: Parameters;
  readonly question: string;
  /** `open`: a crash or a stop came before the answer. */
  readonly state: 'open' | 'answered' | 'failed';
  /** None unless answered. */
  readonly estimates: readonly Estimate[];
  /** Why there is no estimate; empty when there is one. */
  readonly reason: string;
}

export class Estimates {
  private readonly byId = new Map<string, Asked>();

  static async load(db: Knex): Promise<Estimates> {
    const rows = await db('events').whereIn('kind', KINDS).orderBy('seq').select<EventRow[]>();
    const estimates = new Estimates();
    for (const row of rows) estimates.take(eventOf(row));
    return estimates;
  }

  /** Events of other kinds say nothing here. */
  take(event: LabEvent): void {
    const { subject: id } = event;
    if (event.kind === 'estimate.asked') {
      this.byId.set(id, { id, ...event.body, state: 'open', estimates: [], reason: '' });
    } else if (event.kind === 'estimate.answered') {
      const { estimates, reason } = event.body;
      this.settle(id, { state: 'answered', estimates, reason });
    } else if (event.kind === 'estimate.failed') {
      this.settle(id, { state: 'failed', estimates: [], reason: event.body.reason });
    }
  }

  private settle(id: string, how: Pick<Asked, 'state' | 'estimates' | 'reason'>): void {
    const asked = this.byId.get(id);
    if (asked) this.byId.set(id, { ...asked, ...how });
  }

  of(campaignId: string): Asked[] {
    return [...this.byId.values()].filter((asked) => asked.campaignId === campaignId);
  }

  /** What a campaign was told, as observations. */
  observationsOf(campaignId: string): Observation[] {
    return this.of(campaignId).flatMap(({ parameters, source, estimates }) =>
      estimates.length === 0 ? [] : [{ parameters, source, results: resultsOf(estimates) }],
    );
  }

  /** The answer to a question that any campaign of the record has asked before. */
  answerTo(question: string): Asked | undefined {
    return [...this.byId.values()].find((asked) => asked.question === question && asked.state === 'answered');
  }
}

function resultsOf(estimates: readonly Estimate[]): Observation['results'] {
  return Object.fromEntries(
    estimates.map(({ quantity, value, sd }) => [quantity, { value, ...(sd !== undefined && { sd }) }]),
  );
}
