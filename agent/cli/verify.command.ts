/** `interphase verify`: is a record whole? */
import { Command } from 'commander';
import { openDatabase } from '../record/database.js';
import { recordSize, sizeInWords } from '../record/record-size.js';
import { verify, type Verification } from '../record/verify.js';
import { EXIT } from './exit-codes.js';

export function verifyCommand(): Command {
  return new Command('verify')
    .description('check the hash chain, the rows and the tables of a record; changes nothing')
    .argument('[record]', 'the record', 'data/record.sqlite')
    .option('--rebuild', 'build every table again from the stream of events and compare (default)', true)
    .option('--no-rebuild', 'leave that out: it takes longest')
    .option('--json', 'print the result as JSON')
    .action(async (path: string, { json = false, rebuild }: { json?: boolean; rebuild: boolean }) => {
      const db = await openDatabase(path, { create: false, readOnly: true });
      try {
        const result = await verify(db, { rebuild });
        // What is damaged may not let itself be measured, and that it is damaged is what matters.
        const size = result.problems.length === 0 ? await recordSize(db) : undefined;
        const words = `${format(path, result)}${size ? `${sizeInWords(size)}\n` : ''}`;
        process.stdout.write(json ? `${JSON.stringify({ ...result, size }, null, 2)}\n` : words);
        process.exitCode = result.problems.length === 0 ? EXIT.ok : EXIT.failed;
      } finally {
        await db.destroy();
      }
    });
}

function format(path: string, { events, experiments, rows, problems }: Verification): string {
  const held = `${events} events, ${experiments} experiments, ${rows} rows of data`;
  if (problems.length === 0) return `${path} is whole: ${held}\n`;
  return `${path} is NOT whole (${held}):\n${problems.map((problem) => `  ${problem}\n`).join('')}`;
}
