/** What may be searched in a measured table, and which of its columns means what. */
import { z } from 'zod';
import { identitySchema, levelIdentitiesSchema } from './ingredients/identity.js';
import { title } from './scalars.js';
import {
  categoricalOf,
  continuousOf,
  fractionBlockOf,
  integerOf,
  shareBounds,
  spaceOf,
} from './space-parts.js';

const name = title.describe(
  'what it is called here; its column has the same name unless columns says otherwise',
);
const unit = z.string().exactOptional().describe('unit of the numbers, for readers');
const min = z.number().exactOptional().describe('least value; the least of the table when left out');
const max = z.number().exactOptional().describe('largest value; the largest of the table when left out');

const levels = z
  .array(z.union([z.string(), z.number()]).describe('one value, as the table has it'))
  .min(2)
  .exactOptional()
  .describe('the values to choose from; those of the table when left out');

const componentSchema = shareBounds('share, 0 to 1').extend({
  ingredient: identitySchema
    .exactOptional()
    .describe('which ingredient it is, for ingredients: atoms; by its name here when left out'),
});

export const tableBlockSchema = fractionBlockOf(
  title.describe('which blend: the shares of its components sum to 1'),
  z
    .record(z.string(), componentSchema.describe('bounds of the share of this component, 0 to 1'))
    .describe(
      'the components that may be in the blend; each has a column of its name unless columns says otherwise',
    ),
);

export const tableVariableSchema = z.discriminatedUnion('kind', [
  continuousOf({ name, unit, min, max }),
  integerOf({ name, unit, min, max }),
  categoricalOf({
    ...{ name, unit, levels },
    ingredients: levelIdentitiesSchema
      .exactOptional()
      .describe('which ingredient each level is, for ingredients: atoms; by its name when left out'),
  }),
]);

const column = z.union([z.string().min(1), z.int().min(1)]);

export const tableObjectiveSchema = z.strictObject({
  name: title.exactOptional().describe('what it is called in the result; the column when left out'),
  column: column.describe('the column that holds it: its name, or its place from 1'),
  direction: z.enum(['maximise', 'minimise']).describe('whether more or less is better'),
  reference: z
    .number()
    .exactOptional()
    .describe('what must be bettered to count, where there are several objectives (hypervolume)'),
});

const columnsSchema = z.strictObject({
  header: z
    .boolean()
    .default(true)
    .describe('false: the first line holds values; columns are named by place, from 1'),
  variables: z
    .record(z.string(), column.describe('the column: its name, or its place from 1'))
    .prefault({})
    .describe('columns of variables and components (blend.component) that are called otherwise'),
  objectives: z.array(tableObjectiveSchema).min(1).describe('what to aim for'),
  missing: z
    .enum(['refuse', 'leave-out', 'failed'])
    .default('refuse')
    .describe('what a row without a value of the objective is: a mistake, not there, or a failed experiment'),
  id: column.exactOptional().describe('what names a row: no two may be equal'),
  replicates: column.exactOptional().describe('rows with an equal value are replicates of one experiment'),
  feasible: column
    .exactOptional()
    .describe('whether the experiment succeeded: true or false, yes or no, 1 or 0'),
  source: z
    .strictObject({
      column: column.describe('where the value of a row comes from'),
      use: z.union([z.string(), z.number()]).describe('the source whose rows count'),
      others: z
        .enum(['leave-out', 'high', 'low'])
        .default('leave-out')
        .describe(
          'what rows of other sources are: not there, or known beforehand; high: as true, with a bias of their own; low: they resemble the truth, how much is learned',
        ),
    })
    .exactOptional()
    .describe('for tables of several sources, such as experiments and simulations'),
  cost: column.exactOptional().describe('what the experiment cost, in any unit'),
});

export const tableSpaceSchema = z
  .strictObject({
    space: spaceOf(tableBlockSchema, tableVariableSchema).describe('what may be chosen, as in a campaign'),
    columns: columnsSchema.describe('which column of the table means what'),
  })
  .describe('What interphase backtest searches in a table');

export type TableSpace = z.output<typeof tableSpaceSchema>;
export type TableVariable = z.output<typeof tableVariableSchema>;
/** The name of a column, or its place from 1. */
export type ColumnRef = z.output<typeof column>;
