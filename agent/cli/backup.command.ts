/** `interphase backup`: a verified copy of a record, whether or not an agent is writing it. */
import { Command } from 'commander';
import { SystemClock } from '../../core/clock.js';
import { backUp } from '../record/backup/backup.js';
import { backupFolderOf } from '../record/backup/backup-folder.js';
import { openDatabase } from '../record/database.js';
import { ALL_PAGES } from '../record/backup/page-copy.js';

interface Options {
  readonly to?: string;
  readonly json?: boolean;
}

export function backupCommand(): Command {
  return new Command('backup')
    .description('copy a record while it is in use, verify the copy and keep it; older ones make room')
    .argument('[record]', 'the record', 'data/record.sqlite')
    .option('--to <folder>', 'where backups lie (default: the folder "backups" beside the record)')
    .option('--json', 'print the result as JSON')
    .action(async (record: string, { to, json = false }: Options) => {
      const folder = to ?? backupFolderOf(record);
      const db = await openDatabase(record, { create: false, readOnly: true });
      try {
        const clock = new SystemClock();
        const { path, events, certificate } = await backUp(db, { folder, clock, pagesPerStep: ALL_PAGES });
        const text = json
          ? JSON.stringify({ path, ...certificate }, null, 2)
          : `${path} holds ${events} events and is verified`;
        process.stdout.write(`${text}\n`);
      } finally {
        await db.destroy();
      }
    });
}
