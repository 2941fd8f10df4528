/** The schema, step by step. A step that was ever released is never edited: the next change is a new step. */
import type { Knex } from 'knex';

interface Migration {
  readonly name: string;
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}

const first: Migration = {
  name: '0001-first',
  async up(knex) {
    await createStream(knex);
    await createProjections(knex);
  },
  async down(knex) {
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
  },
};

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

/** The events are the outbox themselves: a row says how far one consumer outside has confirmed them. */
const outbox: Migration = {
  name: '0002-outbox',
  async up(knex) {
    await knex.schema.createTable('outbox', (t) => {
      t.text('consumer').primary();
      t.integer('seq').notNullable();
    });
  },
  async down(knex) {
    await knex.schema.dropTable('outbox');
  },
};

/** Bodies of events get versions, and commands say what carrying them out twice would do. */
const effects: Migration = {
  name: '0003-effects',
  async up(knex) {
    await knex.schema.alterTable('events', (t) => {
      t.integer('version').notNullable().defaultTo(1);
    });
    await knex.schema.alterTable('commands', (t) => {
      t.text('effect');
    });
  },
  async down(knex) {
    await knex.schema.alterTable('commands', (t) => {
      t.dropColumn('effect');
    });
    await knex.schema.alterTable('events', (t) => {
      t.dropColumn('version');
    });
  },
};

/** A record of years is read by campaign and by experiment: without these each such look reads a whole table. */
const lookups: Migration = {
  name: '0004-lookups',
  async up(knex) {
    await knex.schema.alterTable('experiments', (t) => t.index('campaign_id'));
    await knex.schema.alterTable('proposals', (t) => t.index('campaign_id'));
    await knex.schema.alterTable('commands', (t) => t.index('experiment_id'));
  },
  async down(knex) {
    await knex.schema.alterTable('experiments', (t) => t.dropIndex('campaign_id'));
    await knex.schema.alterTable('proposals', (t) => t.dropIndex('campaign_id'));
    await knex.schema.alterTable('commands', (t) => t.dropIndex('experiment_id'));
  },
};

/** Questions to operators with their answers. */
const prompts: Migration = {
  name: '0008-prompts',
  async up(knex) {
    await knex.schema.createTable('prompts', (t) => {
      t.text('id').primary();
      t.text('experiment_id').notNullable().references('experiments.id').index();
      t.text('place').notNullable();
      t.text('question').notNullable();
      t.text('options').notNullable();
      t.text('default_option').notNullable();
      t.text('deadline_lab_at').notNullable();
      t.text('answer');
      t.text('actor');
      t.text('note');
    });
  },
  async down(knex) {
    await knex.schema.dropTable('prompts');
  },
};

const steps: readonly Migration[] = [first, outbox, effects, lookups, prompts];

/** The names of all steps this version knows, oldest first. */
export const MIGRATION_NAMES = steps.map((step) => step.name);

/** Hands the steps to Knex from code, so that a compiled build needs no folder of migration files. */
export const migrationSource: Knex.MigrationSource<Migration> = {
  getMigrations: () => Promise.resolve([...steps]),
  getMigrationName: (step) => step.name,
  getMigration: (step) => Promise.resolve(step),
};
