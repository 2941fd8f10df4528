/** Every table that a campaign names, read and checked: its rows as observations, or all mistakes of all tables. */
import { resolve } from 'node:path';
import type { CampaignConfig } from '../../config/campaign.js';
import { tablesOf, type TableSource } from '../../config/sources.js';
import { FileError } from '../files/file-error.js';
import { canonicalJson, sha256 } from '../record/hash-chain.js';
import { readTable } from '../tables/table-file.js';
import { sourceRows, type SourceRows } from './table-rows.js';

export interface ReadTable extends SourceRows {
  readonly name: string;
  readonly fidelity: 'high' | 'low';
  /** As the campaign names it. */
  readonly file: string;
  /** Of the rows that count, in the campaign's words: the same rows under other column names have the same. */
  readonly sha256: string;
}

/** Mistakes of one or more tables, a line each. */
export class TablesError extends Error {
  override readonly name = 'TablesError';

  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join('\n'));
  }
}

/**
 * Each plan is made from every row of high fidelity, at the cube of their number: 1000 take 4 s of a core, 4000 a minute. Rows of
 * low fidelity are pooled.
 */
const MOST_HIGH_ROWS = 1000;

/**
 * @param folder that relative paths begin at
 * @throws {TablesError} with everything that is wrong with any of them
 */
export async function readTables(campaign: CampaignConfig, folder: string): Promise<ReadTable[]> {
  const outcomes = await Promise.all(
    tablesOf(campaign).map((source) =>
      readOne(source, campaign, folder).catch((error: unknown) => {
        if (error instanceof FileError) return error;
        throw error;
      }),
    ),
  );
  const errors = outcomes.filter((one) => one instanceof FileError);
  if (errors.length > 0) throw new TablesError(errors.flatMap(({ message }) => message.split('\n')));
  const tables = outcomes.filter((one): one is ReadTable => !(one instanceof FileError));
  const surplus = tooMany(tables, folder);
  if (surplus.length > 0) throw new TablesError(surplus);
  return tables;
}

/** A complaint about each table of high fidelity, where they have more rows than can be planned with. */
function tooMany(tables: readonly ReadTable[], folder: string): string[] {
  const high = tables.filter(({ fidelity }) => fidelity === 'high');
  const total = high.reduce((sum, { observations }) => sum + observations.length, 0);
  if (total <= MOST_HIGH_ROWS) return [];
  return high.map(
    ({ file, observations }) =>
      `${resolve(folder, file)}: ${observations.length} rows of high fidelity; expected at most ${MOST_HIGH_ROWS} in all tables together, found ${total}: leave rows out with only, or say fidelity: low`,
  );
}

async function readOne(source: TableSource, campaign: CampaignConfig, folder: string): Promise<ReadTable> {
  const { name, fidelity = 'low', table } = source;
  const text = await readTable(resolve(folder, table.file), table.header);
  const rows = sourceRows(text, source, campaign);
  return { ...rows, name, fidelity, file: table.file, sha256: sha256(canonicalJson(rows.observations)) };
}
