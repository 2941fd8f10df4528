/** The schema that all records began with: never edited. */
import type { Knex } from 'knex';

export async function createFirstSchema(knex: Knex): Promise<void> {
  await createStream(knex);
  await createProjections(knex);
}

export async function dropFirstSchema(knex: Knex): Promise<void> {
  const tables = [
    'observations',
    'leases',
    'commands',
    'experiments',
    'proposals',
    'campaigns',
    'chunks',
    'events',
  ];
  for (const table of tables) await knex.schema.dropTable(table);
}

async function createStream(knex: Knex): Promise<void> {
  await knex.schema.createTable('events', (t) => {
    t.integer('seq').primary();
    t.text('at').notNullable();
    t.text('lab_at').notNullable();
    t.text('kind').notNullable().index();
    t.text('subject').notNullable().index();
    t.text('body').notNullable();
    t.text('previous_hash').notNullable();
    t.text('hash').notNullable().unique();
  });
  await knex.schema.createTable('chunks', (t) => {
    t.text('job_id').notNullable();
    t.integer('from_row').notNullable();
    t.integer('rows').notNullable();
    t.text('columns').notNullable();
    t.binary('payload').notNullable();
    t.text('sha256').notNullable();
    t.primary(['job_id', 'from_row']);
  });
}

async function createProjections(knex: Knex): Promise<void> {
  await knex.schema.createTable('campaigns', (t) => {
    t.text('id').primary();
    t.text('name').notNullable();
    t.text('seed').notNullable();
    t.text('definition').notNullable();
    t.text('state').notNullable();
    t.text('reason').notNullable();
  });
  await knex.schema.createTable('proposals', (t) => {
    t.text('id').primary();
    t.text('campaign_id').notNullable().references('campaigns.id');
    t.text('parameters').notNullable();
    t.text('source').notNullable();
    t.text('why').notNullable();
    t.text('decision');
    t.text('reasons');
    t.text('actor');
  });
  await knex.schema.createTable('experiments', (t) => {
    t.text('id').primary();
    t.text('campaign_id').notNullable().references('campaigns.id');
    t.text('proposal_id').notNullable().references('proposals.id');
    t.text('recipe').notNullable();
    t.integer('attempt').notNullable();
    t.text('step');
    t.text('started_lab_at').notNullable();
    t.text('ended_lab_at');
    t.text('status').notNullable();
    t.text('outcome');
  });
  await knex.schema.createTable('commands', (t) => {
    t.text('job_id').primary();
    t.text('experiment_id').notNullable().references('experiments.id');
    t.text('step').notNullable();
    t.text('instrument').notNullable();
    t.text('task').notNullable();
    t.text('state').notNullable();
    t.text('result');
    t.text('fault');
    t.integer('rows');
    t.text('rows_sha256');
  });
  await knex.schema.createTable('leases', (t) => {
    t.text('resource').primary();
    t.text('experiment_id').notNullable();
    t.text('taken_lab_at').notNullable();
  });
  await knex.schema.createTable('observations', (t) => {
    t.text('experiment_id').notNullable().references('experiments.id');
    t.text('quantity').notNullable();
    t.double('value');
    t.double('standard_uncertainty');
    t.text('unit').notNullable();
    t.text('quality').notNullable();
    t.text('reason').notNullable();
    t.primary(['experiment_id', 'quantity']);
  });
}
