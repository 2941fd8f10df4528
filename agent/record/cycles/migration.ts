/** The table of cycles: what the rows of a cycling job made, and under which definitions numbers were made. */
import type { Knex } from 'knex';
import type { Migration } from '../migrations.js';

export const cycles: Migration = {
  name: '0007-cycles',
  async up(knex) {
    await knex.schema.createTable('cycles', (t) => {
      t.text('job_id').notNullable();
      t.double('cycle').notNullable();
      t.integer('definitions').notNullable();
      t.text('quantities').notNullable();
      t.primary(['job_id', 'cycle']);
    });
    await knex.schema.alterTable('observations', (t) => {
      t.integer('definitions').notNullable().defaultTo(1);
    });
  },
  async down(knex) {
    await knex.schema.alterTable('observations', (t) => {
      t.dropColumn('definitions');
    });
    await knex.schema.dropTable('cycles');
  },
};
