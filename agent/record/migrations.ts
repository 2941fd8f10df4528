/** The schema, step by step. A step that was ever released is never edited: the next change is a new step. */
import type { Knex } from 'knex';
import { cycles } from './cycles/migration.js';
import { createFirstSchema, dropFirstSchema } from './first-schema.js';

export interface Migration {
  readonly name: string;
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}

const first: Migration = {
  name: '0001-first',
  up: createFirstSchema,
  down: dropFirstSchema,
};

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

/** What instruments sent is kept: that of rows beside them, the last report of each job in a table of its own. */
const rawPayloads: Migration = {
  name: '0005-raw-payloads',
  async up(knex) {
    await knex.schema.alterTable('chunks', (t) => {
      t.text('raw_sha256');
      t.binary('raw');
    });
    await knex.schema.createTable('reports', (t) => {
      t.text('job_id').primary();
      t.text('raw_sha256').notNullable();
      t.binary('raw');
    });
    await knex.schema.alterTable('commands', (t) => {
      t.text('raw_sha256');
    });
  },
  async down(knex) {
    await knex.schema.alterTable('commands', (t) => {
      t.dropColumn('raw_sha256');
    });
    await knex.schema.dropTable('reports');
    await knex.schema.alterTable('chunks', (t) => {
      t.dropColumns('raw', 'raw_sha256');
    });
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

/** What people show with their answers. */
const photos: Migration = {
  name: '0009-photos',
  async up(knex) {
    await knex.schema.createTable('photos', (t) => {
      t.text('sha256').primary();
      t.text('media_type').notNullable();
      t.binary('bytes').notNullable();
    });
  },
  async down(knex) {
    await knex.schema.dropTable('photos');
  },
};

const steps: readonly Migration[] = [first, outbox, effects, lookups, rawPayloads, cycles, prompts, photos];

/** The names of all steps this version knows, oldest first. */
export const MIGRATION_NAMES = steps.map((step) => step.name);

/** Hands the steps to Knex from code, so that a compiled build needs no folder of migration files. */
export const migrationSource: Knex.MigrationSource<Migration> = {
  getMigrations: () => Promise.resolve([...steps]),
  getMigrationName: (step) => step.name,
  getMigration: (step) => Promise.resolve(step),
};
