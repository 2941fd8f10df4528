/** `interphase audit`: the record against the simulated lab's own journal. */
import { Command } from 'commander';
import { audit, isWhole, NOT_KNOWN, type Audit } from '../audit/audit.js';
import { recordedCommands, recordedExperiments } from '../audit/auditable.js';
import { readJournal } from '../audit/journal.js';
import { openDatabase } from '../record/database.js';
import { EXIT } from './exit-codes.js';

interface Options {
  readonly record: string;
  readonly journal: string;
  readonly json?: boolean;
}

export function auditCommand(): Command {
  return new Command('audit')
    .description("hold a record against the simulated lab's journal: lost, repeated, invented, misdiagnosed")
    .option('--record <file>', 'the record', 'data/record.sqlite')
    .option('--journal <file>', "the lab's journal", 'data/lab-journal.ndjson')
    .option('--json', 'print the result as JSON')
    .action(async ({ record, journal, json = false }: Options) => {
      const facts = readJournal(journal, (where) => process.stderr.write(`${where}\n`));
      const db = await openDatabase(record, { create: false, readOnly: true });
      try {
        const commands = await recordedCommands(db);
        const result = audit(facts, commands, await recordedExperiments(db));
        process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : format(result));
        process.exitCode = isWhole(result) ? EXIT.ok : EXIT.failed;
      } finally {
        await db.destroy();
      }
    });
}

function format(result: Audit): string {
  const lists = (['lost', 'repeated', 'invented', 'misdiagnosed'] as const).map((kind) => {
    const lines = result[kind];
    return `${kind.padEnd(13)}${lines.length}\n${lines.map((line) => `  ${line}\n`).join('')}`;
  });
  const verdict = isWhole(result)
    ? 'The record agrees with the lab.'
    : 'The record does NOT agree with the lab.';
  const strangers = result.lost.filter((line) => line.endsWith(NOT_KNOWN)).length;
  const advice =
    strangers === 0
      ? ''
      : `${strangers} of the lost are unknown to the record: is it of the same data folder as the journal, and was it restored from a backup?\n`;
  return `${verdict}\n${result.programs} programs were carried out, ${result.faults} faults happened\n${lists.join('')}${advice}`;
}
