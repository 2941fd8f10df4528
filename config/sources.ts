/** Where values come from: cells that are built, tables of rows that others measured or computed, programs that estimate. */
import { z } from 'zod';
import { title } from './scalars.js';

/** The source that builds, forms and ages a cell. */
export const CELLS = 'cell-test';

const column = z.union([z.string().min(1), z.int().min(1)]);

const table = z.strictObject({
  file: z
    .string()
    .min(1)
    .describe('the table, comma- or tab-separated; a relative path begins at the campaign'),
  header: z
    .boolean()
    .default(true)
    .describe('false: the first line holds values; columns are named by place, from 1'),
  columns: z
    .record(z.string(), column.describe('the column: its name, or its place from 1'))
    .prefault({})
    .describe('columns of settings, components (solvent.EC) and quantities that are called otherwise'),
  units: z
    .record(z.string(), z.string().describe('UCUM unit of the numbers in the table'))
    .prefault({})
    .describe('units that the header does not say, by setting, blend or quantity'),
  constant: z
    .record(z.string(), z.union([z.number(), z.string()]).describe('the value that all rows share'))
    .prefault({})
    .describe('settings and components that the table has no column for, in the unit of the campaign'),
  uncertainty: z
    .record(z.string(), column.describe('the column: its name, or its place from 1'))
    .prefault({})
    .describe('columns of standard uncertainties, by quantity, in its unit'),
  only: z
    .strictObject({
      column: column.describe('the column: its name, or its place from 1'),
      value: z.union([z.string(), z.number()]).describe('what it must hold'),
    })
    .exactOptional()
    .describe('rows that count; the others are left out'),
  missing: z
    .enum(['refuse', 'leave-out'])
    .default('refuse')
    .describe('what a row without a value of a quantity is: a mistake, or not there'),
});

export const sourceSchema = z.strictObject({
  name: title.describe(
    `what it is called: ${CELLS} builds, forms and ages a cell; any other name is a table or a program`,
  ),
  cost: z.number().positive().default(1).describe('cost of one value relative to the other sources, 1'),
  fidelity: z
    .enum(['high', 'low'])
    .exactOptional()
    .describe(
      'high: measured as here, with a bias of its own; low: resembles the truth, how much is learned',
    ),
  table: table.exactOptional().describe('rows that are known already'),
  command: z
    .array(z.string())
    .min(1)
    .exactOptional()
    .describe('program and arguments, started without a shell in the folder of the campaign'),
  timeoutS: z.number().min(0.1).max(86_400).default(60).describe('longest time of one run, s of real time'),
  maxRuns: z.int().min(1).max(100_000).default(500).describe('most runs in one campaign, 1'),
});

export type SourceConfig = z.output<typeof sourceSchema>;
export type TableSource = SourceConfig & { readonly table: z.output<typeof table> };
export type ProgramSource = SourceConfig & { readonly command: string[] };

interface WithSources {
  readonly sources: readonly SourceConfig[];
}

/** The source of the cells that the campaign builds. */
export function cellsOf({ sources }: WithSources): SourceConfig {
  return sources.find(({ name }) => name === CELLS)!;
}

export function tablesOf({ sources }: WithSources): TableSource[] {
  return sources.filter((source): source is TableSource => source.table !== undefined);
}

export function programsOf({ sources }: WithSources): ProgramSource[] {
  return sources.filter((source): source is ProgramSource => source.command !== undefined);
}
