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
  return outcomes.filter((one): one is ReadTable => !(one instanceof FileError));
}

async function readOne(source: TableSource, campaign: CampaignConfig, folder: string): Promise<ReadTable> {
  const { name, fidelity = 'low', table } = source;
  const text = await readTable(resolve(folder, table.file), table.header);
  const rows = sourceRows(text, source, campaign);
  return { ...rows, name, fidelity, file: table.file, sha256: sha256(canonicalJson(rows.observations)) };
}
