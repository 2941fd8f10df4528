/** `interphase restore`: a verified backup in the place of a record. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { SystemClock } from '../../core/clock.js';
import { backupAt, backupFolderOf, backupsIn, type Backup } from '../record/backup/backup-folder.js';
import { takeLock } from '../record/lock.js';
import { RecordError } from '../record/record-error.js';
import { chooseBackup, restore, type Refused, type Restored } from '../record/backup/restore.js';
import { labPath } from './arguments.js';
import { EXIT } from './exit-codes.js';
import { formatTable } from './table.js';

interface Options {
  readonly from?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

export function restoreCommand(): Command {
  return new Command('restore')
    .description('put the newest verified backup in the place of a record; what lies there is set aside')
    .argument('[record]', 'the record', 'data/record.sqlite')
    .option(
      '--from <file>',
      'this backup (default: the newest that verifies, in "backups" beside the record)',
    )
    .option('--list', 'show the backups and change nothing')
    .option('--json', 'print the result as JSON')
    .action(async (record: string, options: Options) => {
      const backups = candidates(record, options);
      if (options.list) list(backups, options);
      else await putBack(record, backups, options);
    });
}

function candidates(record: string, { from }: Options): Backup[] {
  if (from === undefined) return backupsBeside(record);
  if (existsSync(from)) return [backupAt(from)];
  throw new RecordError(from, 'unusable', 'no such backup; --list shows those beside the record');
}

/** @throws {RecordError} neither the record nor backups are there: a wrong path would look like one without backups */
function backupsBeside(record: string): Backup[] {
  const folder = backupFolderOf(record);
  if (existsSync(record) || existsSync(folder)) return backupsIn(folder);
  throw new RecordError(record, 'unusable', `no such record, and no ${folder}; check the path`);
}

function list(backups: readonly Backup[], { json = false }: Options): void {
  const shown = backups.map(({ path, atMs, events, certificate }) => ({
    path,
    at: new Date(atMs).toISOString(),
    events,
    verified: certificate !== undefined,
  }));
  const columns = [
    { title: 'made (UTC)' },
    { title: 'events', align: 'right' as const },
    { title: 'verified' },
    { title: 'file' },
  ];
  const rows = shown.map((b) => [b.at, String(b.events), b.verified ? 'yes' : 'NO', b.path]);
  process.stdout.write(json ? `${JSON.stringify(shown, null, 2)}\n` : `${formatTable(columns, rows)}\n`);
}

/** An agent that writes the file would go on writing the one that was set aside. */
async function putBack(record: string, backups: readonly Backup[], options: Options): Promise<void> {
  const clock = new SystemClock();
  const release = await takeLock(labPath(dirname(record), 'agent.lock'), clock);
  try {
    const { backup, refused } = await chooseBackup(backups);
    const restored = backup && (await restore(record, backup, clock));
    tell(record, { restored, refused }, options);
    process.exitCode = restored ? EXIT.ok : EXIT.failed;
  } finally {
    await release();
  }
}

interface Outcome {
  readonly restored: Restored | undefined;
  readonly refused: readonly Refused[];
}

function tell(record: string, outcome: Outcome, { json = false }: Options): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(outcome, null, 2)}\n`);
    return;
  }
  const { restored, refused } = outcome;
  for (const { path, reason } of refused) process.stderr.write(`not used: ${path}: ${reason}\n`);
  const lines = restored
    ? [
        `${restored.record} is now ${restored.from} with ${restored.events} events`,
        ...(restored.aside === undefined ? [] : [`what was there is kept as ${restored.aside}`]),
        `npx interphase verify ${restored.record} checks it in full`,
      ]
    : [`${record}: no backup that verifies; nothing was changed (another one: --from FILE)`];
  process.stdout.write(`${lines.join('\n')}\n`);
}
