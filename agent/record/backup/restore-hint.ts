/** What to do with a record that is damaged, to the letter. */
import { backupFolderOf, newestVerified } from './backup-folder.js';

/** One clause for the end of a message: the newest verified backup, what it holds, and the command. */
export function restoreHint(record: string): string {
  const folder = backupFolderOf(record);
  const newest = newestVerified(folder);
  if (!newest) return `keep it; there is no verified backup in ${folder} (another folder: --from FILE)`;
  const at = new Date(newest.atMs).toISOString();
  return `the newest verified backup is ${newest.path} of ${at} with ${newest.events} events; npx interphase restore ${record} puts it in place and keeps this file aside`;
}
