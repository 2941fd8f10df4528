/** What the record holds of proposals. */
import type { Knex } from 'knex';
import type { Parameters } from './bodies/campaign.js';
import { storedJson } from './stored-json.js';

export interface ProposalRow {
  readonly id: string;
  readonly parameters: Parameters;
  /** The planner's reasons, as it stored them. */
  readonly why: unknown;
}

/** @throws {Error} when the record holds no such proposal */
export async function proposalOf(db: Knex, id: string): Promise<ProposalRow> {
  const row = await db('proposals')
    .where({ id })
    .first<{ parameters: string; why: string } | undefined>('parameters', 'why');
  if (!row) throw new Error(`the record holds no proposal ${id}`);
  const parameters = JSON.parse(row.parameters) as Parameters;
  return { id, parameters, why: await reasonsIn(db, id, row.why) };
}

/** @throws {RecordError} they are damaged */
export function reasonsIn(db: Knex, proposalId: string, why: string): Promise<unknown> {
  return storedJson(db, why, `the reasons of proposal ${proposalId}`);
}

/** Those of a campaign that a person, or a deadline, refused; what the rules refuse could not be had anyway. */
export async function unwantedParameters(db: Knex, campaignId: string): Promise<Parameters[]> {
  const rows = await db('proposals')
    .where({ campaign_id: campaignId, decision: 'refused' })
    .whereNot({ actor: 'rules' })
    .select<{ parameters: string }[]>('parameters');
  return rows.map(({ parameters }) => JSON.parse(parameters) as Parameters);
}

/** How many were ever made. */
export async function proposalCount(db: Knex): Promise<number> {
  const [row] = await db('proposals').count<{ n: number }[]>({ n: '*' });
  return row?.n ?? 0;
}
