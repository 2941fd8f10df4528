/** `--table` and `--space`: measured rows in the place of a record. */
import { InvalidArgumentError } from 'commander';
import { tableHistory, type TableHistory } from '../tables/measured/history.js';
import { measuredTable, type MeasuredTable } from '../tables/measured/measured-table.js';

export interface TableOptions {
  readonly table?: string;
  /** The file that says what the columns of the table mean. */
  readonly space?: string;
}

export type GivenTable = Pick<MeasuredTable, 'name' | 'objectives'> & TableHistory;

/** Two files, or undefined where no table is given. @throws {InvalidArgumentError} one option without the other */
export function tableFiles({ table, space }: TableOptions): Required<TableOptions> | undefined {
  if (table === undefined && space === undefined) return undefined;
  if (table === undefined) throw new InvalidArgumentError('--space belongs to --table.');
  if (space === undefined)
    throw new InvalidArgumentError('--table needs --space, a file that says what its columns mean.');
  return { table, space };
}

/**
 * The table with what models learn from it; undefined where none is given.
 * @throws as `tableFiles`; {ConfigError}, {FileError} with everything that is wrong
 */
export async function givenTable(options: TableOptions): Promise<GivenTable | undefined> {
  const files = tableFiles(options);
  if (!files) return undefined;
  const measured = await measuredTable(files.table, files.space);
  return { ...measured, ...tableHistory(measured) };
}
