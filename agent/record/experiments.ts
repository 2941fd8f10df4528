/** What the record holds of experiments, read back as the vocabulary's types. */
import type { Knex } from 'knex';
import type { Outcome } from '../experiment/outcome.js';
import type { Recipe } from '../experiment/recipe.js';
import type { Parameters } from './bodies/campaign.js';
import { reasonsIn } from './proposals.js';

export interface ExperimentRow {
  readonly id: string;
  readonly proposalId: string;
  readonly recipe: Recipe;
  readonly attempt: number;
  readonly step: string | null;
  readonly startedLabAt: string;
  readonly endedLabAt: string | null;
  readonly status: 'running' | 'completed' | 'failed' | 'aborted';
  readonly outcome: Outcome | undefined;
  readonly parameters: Parameters;
}

interface Joined {
  readonly id: string;
  readonly proposal_id: string;
  readonly recipe: string;
  readonly attempt: number;
  readonly step: string | null;
  readonly started_lab_at: string;
  readonly ended_lab_at: string | null;
  readonly status: ExperimentRow['status'];
  readonly outcome: string | null;
  readonly parameters: string;
}

/** Every experiment of a campaign, in the order in which they began. */
export async function experimentsOf(db: Knex, campaignId: string): Promise<ExperimentRow[]> {
  const query = joinedRows(db, { 'e.campaign_id': campaignId });
  // Ids count up from a fixed width: a longer one is a later one.
  return (await query.orderByRaw('length(e.id), e.id')).map(experimentRow);
}

/** Rows are numbered as they were inserted, which is the order in which experiments began. */
const NUMBER = '"e"."rowid"';

/**
 * The newest experiments of a campaign, newest first, without reading the others.
 * @param page `limit` at most so many; `before` the id of the experiment that the page before ended with
 */
export async function experimentsPage(
  db: Knex,
  campaignId: string,
  { before, limit }: { readonly before?: string; readonly limit: number },
): Promise<ExperimentRow[]> {
  const query = joinedRows(db, { 'e.campaign_id': campaignId }).orderByRaw(`${NUMBER} DESC`).limit(limit);
  if (before !== undefined) {
    query.whereRaw(`${NUMBER} < (SELECT rowid FROM experiments WHERE id = ?)`, [before]);
  }
  return (await query).map(experimentRow);
}

/** @throws {Error} when the record holds no such experiment */
export async function experimentOf(db: Knex, id: string): Promise<ExperimentRow> {
  const [row] = await joinedRows(db, { 'e.id': id });
  if (!row) throw new Error(`the record holds no experiment ${id}`);
  return experimentRow(row);
}

/** In no order yet. */
function joinedRows(db: Knex, where: Readonly<Record<string, string>>) {
  return db('experiments as e')
    .join('proposals as p', 'p.id', 'e.proposal_id')
    .where(where)
    .select<Joined[]>('e.*', 'p.parameters');
}

function experimentRow(row: Joined): ExperimentRow {
  return {
    id: row.id,
    proposalId: row.proposal_id,
    recipe: JSON.parse(row.recipe) as Recipe,
    attempt: row.attempt,
    step: row.step,
    startedLabAt: row.started_lab_at,
    endedLabAt: row.ended_lab_at,
    status: row.status,
    outcome: row.outcome === null ? undefined : (JSON.parse(row.outcome) as Outcome),
    parameters: JSON.parse(row.parameters) as Parameters,
  };
}

/**
 * The planner's reasons for each proposal of a campaign, as it stored them, in the order in which they were made.
 * @param from how many of the first are known already
 * @throws {RecordError} those of a proposal are damaged
 */
export async function reasonsOf(db: Knex, campaignId: string, from = 0): Promise<Map<string, unknown>> {
  const rows = await db('proposals')
    .where({ campaign_id: campaignId })
    .orderByRaw('rowid')
    .offset(from)
    .select<{ id: string; why: string }[]>('id', 'why');
  const reasons = new Map<string, unknown>();
  for (const { id, why } of rows) reasons.set(id, await reasonsIn(db, id, why));
  return reasons;
}

/** The latest step an experiment began; null before the first. */
export async function stepOf(db: Knex, experimentId: string): Promise<string | null> {
  const row = await db('experiments')
    .where({ id: experimentId })
    .first<{ step: string | null } | undefined>('step');
  return row?.step ?? null;
}

export interface ObservationRow {
  readonly experimentId: string;
  readonly quantity: string;
  /** Null when `invalid`. */
  readonly value: number | null;
  readonly standardUncertainty: number | null;
  readonly unit: string;
  readonly quality: 'valid' | 'suspect' | 'invalid';
  readonly reason: string;
}

/** What a campaign observed of some quantities. */
export async function observationsOf(
  db: Knex,
  campaignId: string,
  quantities: readonly string[],
): Promise<ObservationRow[]> {
  return db('observations as o')
    .join('experiments as e', 'e.id', 'o.experiment_id')
    .where({ 'e.campaign_id': campaignId })
    .whereIn('o.quantity', quantities)
    .orderBy('o.experiment_id')
    .select<ObservationRow[]>(
      'o.experiment_id as experimentId',
      'o.quantity',
      'o.value',
      'o.standard_uncertainty as standardUncertainty',
      'o.unit',
      'o.quality',
      'o.reason',
    );
}

/** What was observed of one experiment, and by which version of the definitions; records of before versions have 1. */
export async function observationsOfExperiment(
  db: Knex,
  experimentId: string,
): Promise<(Omit<ObservationRow, 'experimentId'> & { readonly definitions: number })[]> {
  const rows = await db('observations')
    .where({ experiment_id: experimentId })
    .select<(ObservationRow & { standard_uncertainty: number | null; definitions?: number })[]>('*');
  return rows.map(({ quantity, value, standard_uncertainty, unit, quality, reason, definitions = 1 }) => ({
    ...{ quantity, value, standardUncertainty: standard_uncertainty, unit, quality, reason, definitions },
  }));
}

export interface CampaignRow {
  readonly id: string;
  readonly name: string;
  readonly seed: string;
  readonly state: string;
  readonly definition: string;
}

/** The campaign of that name; a name is opened once. */
export async function campaignNamed(db: Knex, name: string): Promise<CampaignRow | undefined> {
  return db('campaigns').where({ name }).first<CampaignRow | undefined>();
}
