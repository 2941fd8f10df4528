/**
 * From the stream to tables: one event in, the rows it changes. Nothing else writes these tables. What instruments sent
 * is given up here, too, so that it goes in the transaction of the event that says so, and stays gone.
 */
import type { Knex } from 'knex';
import type { LabEvent } from './lab-event.js';
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

export async function project(trx: Knex, event: LabEvent): Promise<void> {
  const { subject: id } = event;
  switch (event.kind) {
    case 'campaign.opened': {
      const { name, seed, definition } = event.body;
      await trx('campaigns').insert({
        id,
        name,
        seed,
        definition: json(definition),
        state: 'running',
        reason: '',
      });
      return;
    }
    case 'campaign.state':
      await trx('campaigns').where({ id }).update({ state: event.body.state, reason: event.body.reason });
      return;
    case 'proposal.made':
    case 'proposal.decided':
      return projectProposal(trx, event);
    case 'experiment.started':
    case 'experiment.ended':
      return projectExperiment(trx, event);
    case 'command.intended':
    case 'command.acknowledged':
    case 'command.settled':
      return projectCommand(trx, event);
    case 'lease.taken':
      await trx('leases')
        .insert({ resource: id, experiment_id: event.body.experimentId, taken_lab_at: event.labAt })
        .onConflict('resource')
        .merge();
      return;
    case 'lease.released':
      await trx('leases').where({ resource: id, experiment_id: event.body.experimentId }).delete();
      return;
    case 'observation.made':
      return projectObservation(trx, event);
    case 'raw.removed':
      return giveUpRaw(trx, id);
    case 'prompt.raised':
    case 'prompt.answered':
      return projectPrompt(trx, event);
    case 'experiment.cut-short':
    case 'source.read':
    case 'estimate.asked':
    case 'estimate.answered':
    case 'estimate.failed':
    case 'agent.started':
    case 'agent.stopped':
    case 'operator.acted':
    case 'operator.answered':
    case 'approval.asked':
    case 'approval.held':
    case 'approval.moved':
    case 'lock.taken':
    case 'lock.released':
    case 'access.changed':
    case 'access.tried':
    case 'maintenance.began':
    case 'maintenance.ended':
    case 'alarm.raised':
    case 'alarm.cleared':
    case 'alarm.acknowledged':
    case 'alarm.shelved':
    case 'alarm.unshelved':
    case 'alarm.suppressed':
    case 'alarm.unsuppressed':
    case 'message.sent':
    case 'message.failed':
    case 'notice':
      return;
  }
}

type Of<K extends LabEvent['kind']> = Extract<LabEvent, { kind: K }>;

async function projectProposal(trx: Knex, event: Of<'proposal.made' | 'proposal.decided'>): Promise<void> {
  const { subject: id } = event;
  if (event.kind === 'proposal.made') {
    const { campaignId, parameters, source, why } = event.body;
    await trx('proposals').insert({
      id,
      campaign_id: campaignId,
      parameters: json(parameters),
      source,
      why: json(why),
    });
    return;
  }
  const { decision, reasons, actor } = event.body;
  await trx('proposals')
    .where({ id })
    .update({ decision, reasons: json(reasons), actor });
}

async function projectExperiment(
  trx: Knex,
  event: Of<'experiment.started' | 'experiment.ended'>,
): Promise<void> {
  const { subject: id, labAt } = event;
  if (event.kind === 'experiment.started') {
    const { campaignId, proposalId, recipe, attempt } = event.body;
    await trx('experiments').insert({
      id,
      campaign_id: campaignId,
      proposal_id: proposalId,
      recipe: json(recipe),
      attempt,
      started_lab_at: labAt,
      status: 'running',
    });
  } else {
    const { outcome } = event.body;
    await trx('experiments')
      .where({ id })
      .update({ status: outcome.execution.status, outcome: json(outcome), ended_lab_at: labAt });
  }
}

async function projectCommand(
  trx: Knex,
  event: Of<'command.intended' | 'command.acknowledged' | 'command.settled'>,
): Promise<void> {
  const { subject: jobId } = event;
  if (event.kind === 'command.intended') {
    const { experimentId, step, instrument, task, effect } = event.body;
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
  } else if (event.kind === 'command.acknowledged') {
    await trx('commands').where({ job_id: jobId }).update({ state: 'acknowledged' });
  } else {
    const { state, result, fault, rows, rowsSha256, rawSha256 = null } = event.body;
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

async function projectPrompt(trx: Knex, event: Of<'prompt.raised' | 'prompt.answered'>): Promise<void> {
  const { subject: id } = event;
  if (event.kind === 'prompt.answered') {
    const { option, actor, note } = event.body;
    await trx('prompts').where({ id }).update({ answer: option, actor, note });
    return;
  }
  const { experimentId, place, question, options, defaultOption, deadlineLabAt } = event.body;
  await trx('prompts').insert({
    ...{ id, place, question, options: json(options) },
    experiment_id: experimentId,
    default_option: defaultOption,
    deadline_lab_at: deadlineLabAt,
  });
}
