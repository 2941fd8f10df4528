/** What keeps a campaign from going on, and whether that outlives the agent. */
import { DISK_GUARD, RULES } from '../../config/own-names.js';
import { eventOf, type EventRow } from '../record/event-row.js';
import type { LabEvent } from '../record/lab-event.js';
import type { LabRecord } from '../record/record.js';
import type { Gate } from './closures.js';

export type CampaignStateEvent = Extract<LabEvent, { kind: 'campaign.state' }>;

export type Imposed = CampaignStateEvent['body'];

/** Whether a campaign may begin experiments, and those under way their steps. */
export class Hold {
  private imposed: Imposed | undefined;
  private beginning = new AbortController();

  /** @param steps closed while a pause holds the steps of what is under way, too */
  constructor(private readonly steps: Pick<Gate, 'close' | 'open'>) {}

  get isOn(): boolean {
    return this.imposed !== undefined;
  }

  /** Who imposed it; undefined while it is not on. */
  get by(): string | undefined {
    return this.imposed?.actor;
  }

  get needsRefill(): boolean {
    return this.imposed?.needs === 'refill';
  }

  /** Aborted while nothing may begin: ends the search for the next experiment, not those under way. */
  get signal(): AbortSignal {
    return this.beginning.signal;
  }

  impose(imposed: Imposed): void {
    this.imposed = imposed;
    this.beginning.abort(new Error(imposed.reason));
    if (imposed.after === 'step') this.steps.close();
    else this.steps.open();
  }

  lift(): void {
    this.imposed = undefined;
    this.beginning = new AbortController();
    this.steps.open();
  }
}

export type HeldUp = Pick<Imposed, 'reason' | 'needs'>;

/** Why, and for want of what, the rules have paused a campaign until somebody resumes it; undefined in every other state. */
export function heldUp({ body }: CampaignStateEvent): HeldUp | undefined {
  return body.state === 'paused' && body.actor === RULES ? body : undefined;
}

/** What was said last of a campaign's state; undefined before anything was. */
export async function latestState(
  { db }: Pick<LabRecord, 'db'>,
  campaignId: string,
): Promise<CampaignStateEvent | undefined> {
  const row = await db<EventRow>('events')
    .where({ kind: 'campaign.state', subject: campaignId })
    .orderBy('seq', 'desc')
    .first();
  return row && (eventOf(row) as CampaignStateEvent);
}

/**
 * A pause or a stop by a person. It holds over every start of the agent, until somebody resumes; what the agent itself
 * imposed does not: a start says that the lab was looked at, and rules and guard look for themselves again.
 */
export async function heldByPerson(
  record: Pick<LabRecord, 'db'>,
  campaignId: string,
): Promise<Imposed | undefined> {
  const body = (await latestState(record, campaignId))?.body;
  if (body?.state !== 'paused' && body?.state !== 'stopped') return undefined;
  return body.actor === RULES || body.actor === DISK_GUARD ? undefined : body;
}
