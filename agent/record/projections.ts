/**
 * From the stream to tables: one event in, the rows it changes. Nothing else writes these tables. What instruments sent
 * is given up here, too, so that it goes in the transaction of the event that says so, and stays gone.
 */
import type { Knex } from 'knex';
import type { EventKind, LabEvent } from './lab-event.js';
import { giveUpRaw } from './series/raw.js';

/** The tables that follow from the stream, in the order in which rows refer to each other. */
export const PROJECTED_TABLES = [
  'campaigns',
  'proposals',
  'experiments',
  'commands',
  'leases',
  'observations',
  'prompts',
] as const;

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

type Of<K extends EventKind> = Extract<LabEvent, { kind: K }>;

type Projections = { readonly [K in EventKind]?: (trx: Knex, event: Of<K>) => Promise<void> };

/** Events of other kinds are in the stream alone. */
const PROJECTIONS: Projections = {
  'campaign.opened': projectOpening,
  'campaign.state': async (trx, { subject: id, body: { state, reason } }) => {
    await trx('campaigns').where({ id }).update({ state, reason });
  },
  'proposal.made': projectProposal,
  'proposal.decided': projectDecision,
  'experiment.started': projectBeginning,
  'experiment.ended': projectEnd,
  'command.intended': projectIntent,
  'command.acknowledged': async (trx, { subject }) => {
    await trx('commands').where({ job_id: subject }).update({ state: 'acknowledged' });
  },
  'command.settled': projectSettling,
  'lease.taken': projectLease,
  'lease.released': async (trx, { subject: resource, body: { experimentId } }) => {
    await trx('leases').where({ resource, experiment_id: experimentId }).delete();
  },
  'observation.made': projectObservation,
  'raw.removed': (trx, { subject }) => giveUpRaw(trx, subject),
  'prompt.raised': projectQuestion,
  'prompt.answered': async (trx, { subject: id, body: { option, actor, note } }) => {
    await trx('prompts').where({ id }).update({ answer: option, actor, note });
  },
};

export async function project(trx: Knex, event: LabEvent): Promise<void> {
  const change = PROJECTIONS[event.kind] as ((trx: Knex, event: LabEvent) => Promise<void>) | undefined;
  await change?.(trx, event);
}

async function projectOpening(trx: Knex, { subject: id, body }: Of<'campaign.opened'>): Promise<void> {
  const { name, seed, definition } = body;
  const opened = { id, name, seed, definition: json(definition) };
  await trx('campaigns').insert({ ...opened, state: 'running', reason: '' });
}

async function projectProposal(trx: Knex, { subject: id, body }: Of<'proposal.made'>): Promise<void> {
  const { campaignId, parameters, source, why } = body;
  await trx('proposals').insert({
    id,
    campaign_id: campaignId,
    parameters: json(parameters),
    source,
    why: json(why),
  });
}

async function projectDecision(trx: Knex, { subject: id, body }: Of<'proposal.decided'>): Promise<void> {
  const { decision, reasons, actor } = body;
  await trx('proposals')
    .where({ id })
    .update({ decision, reasons: json(reasons), actor });
}

async function projectBeginning(
  trx: Knex,
  { subject: id, body, labAt }: Of<'experiment.started'>,
): Promise<void> {
  const { campaignId, proposalId, recipe, attempt } = body;
  await trx('experiments').insert({
    id,
    campaign_id: campaignId,
    proposal_id: proposalId,
    recipe: json(recipe),
    attempt,
    started_lab_at: labAt,
    status: 'running',
  });
}

async function projectEnd(trx: Knex, { subject: id, body, labAt }: Of<'experiment.ended'>): Promise<void> {
  const { outcome } = body;
  await trx('experiments')
    .where({ id })
    .update({ status: outcome.execution.status, outcome: json(outcome), ended_lab_at: labAt });
}

async function projectIntent(trx: Knex, { subject: jobId, body }: Of<'command.intended'>): Promise<void> {
  const { experimentId, step, instrument, task, effect } = body;
  await trx('commands').insert({
    job_id: jobId,
    experiment_id: experimentId,
    step,
    instrument,
    task: json(task),
    effect,
    state: 'intended',
  });
  await trx('experiments').where({ id: experimentId }).update({ step });
}

async function projectSettling(trx: Knex, { subject: jobId, body }: Of<'command.settled'>): Promise<void> {
  const { state, result, fault, rows, rowsSha256, rawSha256 = null } = body;
  await trx('commands')
    .where({ job_id: jobId })
    .update({
      state,
      result: json(result),
      fault: json(fault),
      rows,
      rows_sha256: rowsSha256,
      raw_sha256: rawSha256,
    });
}

async function projectLease(trx: Knex, { subject: resource, body, labAt }: Of<'lease.taken'>): Promise<void> {
  await trx('leases')
    .insert({ resource, experiment_id: body.experimentId, taken_lab_at: labAt })
    .onConflict('resource')
    .merge();
}

async function projectObservation(trx: Knex, event: Of<'observation.made'>): Promise<void> {
  const { experimentId, value, standardUncertainty, unit, quality, reason, definitions } = event.body;
  await trx('observations').insert({
    experiment_id: experimentId,
    quantity: event.subject,
    value,
    standard_uncertainty: standardUncertainty,
    unit,
    quality,
    reason,
    definitions,
  });
}

async function projectQuestion(trx: Knex, { subject: id, body }: Of<'prompt.raised'>): Promise<void> {
  const { experimentId, place, question, options, defaultOption, deadlineLabAt } = body;
  await trx('prompts').insert({
    ...{ id, place, question, options: json(options) },
    experiment_id: experimentId,
    default_option: defaultOption,
    deadline_lab_at: deadlineLabAt,
  });
}
