/** What keeps a campaign from going on, and whether that outlives the agent. */
import { DISK_GUARD, RULES } from '../../config/own-names.js';
import { eventOf, type EventRow } from '../record/event-row.js';
import type { LabEvent } from '../record/lab-event.js';
import type { LabRecord } from '../record/record.js';

export type CampaignStateEvent = Extract<LabEvent, { kind: 'campaign.state' }>;

export type HeldUp = Pick<CampaignStateEvent['body'], 'reason' | 'needs'>;

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
): Promise<CampaignStateEvent['body'] | undefined> {
  const body = (await latestState(record, campaignId))?.body;
  if (body?.state !== 'paused' && body?.state !== 'stopped') return undefined;
  return body.actor === RULES || body.actor === DISK_GUARD ? undefined : body;
}
