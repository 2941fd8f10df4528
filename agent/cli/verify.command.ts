/** `interphase verify`: is a record whole? */
import { Command } from 'commander';
import type { Knex } from 'knex';
import { SystemClock } from '../../core/clock.js';
import { openDatabase } from '../record/database.js';
import { megabytes, recordSize, sizeInWords, type RecordSize } from '../record/record-size.js';
import { rawEndedBefore } from '../record/series/raw-age.js';
import { verify, type Verification } from '../record/verify.js';
import { positive } from './arguments.js';
import { EXIT } from './exit-codes.js';

export function verifyCommand(): Command {
  return new Command('verify')
    .description('check the hash chain, the rows and the tables of a record; changes nothing')
    .argument('[record]', 'the record', 'data/record.sqlite')
    .option('--rebuild', 'build every table again from the stream of events and compare (default)', true)
    .option('--no-rebuild', 'leave that out: it takes longest')
    .option(
      '--keep-raw-days <n>',
      'also say how much of the raw payloads would go if they were kept so long',
      positive,
    )
    .option('--json', 'print the result as JSON')
    .action(async (path: string, { json = false, rebuild, keepRawDays }: Options) => {
      const db = await openDatabase(path, { create: false, readOnly: true });
      try {
        const result = await verify(db, { rebuild });
        // What is damaged may not let itself be measured, and that it is damaged is what matters.
        const extent = result.problems.length === 0 ? await extentOf(db, keepRawDays) : undefined;
        const words = `${format(path, result)}${extent ? extentInWords(extent, keepRawDays) : ''}`;
        process.stdout.write(json ? `${JSON.stringify({ ...result, ...extent }, null, 2)}\n` : words);
        process.exitCode = result.problems.length === 0 ? EXIT.ok : EXIT.failed;
      } finally {
        await db.destroy();
      }
    });
}

interface Options {
  readonly json?: boolean;
  readonly rebuild: boolean;
  readonly keepRawDays?: number;
}

interface Extent {
  readonly size: RecordSize;
  /** Of the raw payloads; absent unless asked for. */
  readonly wouldGo?: { readonly experiments: number; readonly bytes: number };
}

async function extentOf(db: Knex, keepRawDays: number | undefined): Promise<Extent> {
  const size = await recordSize(db);
  if (keepRawDays === undefined || size.rawBytes === 0) return { size };
  const old = await rawEndedBefore(db, new SystemClock().now() - keepRawDays * 86_400_000);
  return {
    size,
    wouldGo: { experiments: old.length, bytes: old.reduce((sum, { bytes }) => sum + bytes, 0) },
  };
}

function extentInWords({ size, wouldGo }: Extent, keepRawDays = 0): string {
  const line = `${sizeInWords(size)}\n`;
  if (!wouldGo) return line;
  const { experiments, bytes } = wouldGo;
  return `${line}raw payloads of ${experiments} experiments, ${megabytes(bytes)} MB, would go with record.keepRawDays: ${keepRawDays}\n`;
}

function format(path: string, { events, experiments, rows, problems }: Verification): string {
  const held = `${events} events, ${experiments} experiments, ${rows} rows of data`;
  if (problems.length === 0) return `${path} is whole: ${held}\n`;
  return `${path} is NOT whole (${held}):\n${problems.map((problem) => `  ${problem}\n`).join('')}`;
}
