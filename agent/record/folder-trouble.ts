/** Why nothing can be written into a folder, in words that say what to do. */
import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';

/** Undefined when the folder seems fine. */
export async function folderTrouble(folder: string): Promise<string | undefined> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    const { bavail } = await statfs(folder);
    return bavail === 0
      ? `no space is left on the disk of ${folder}: free some ("df -h ${folder}"; old copies in ${folder}/backups can go)`
      : undefined;
  } catch (error) {
    return troubleOf(folder, (error as NodeJS.ErrnoException).code ?? String(error));
  }
}

/** @param code of the operating system */
export function troubleOf(folder: string, code: string): string {
  switch (code) {
    case 'EROFS':
      return `${folder} lies on a read-only file system: make it writable ("mount -o remount,rw"), or name another folder`;
    case 'EACCES':
    case 'EPERM':
      return `this user may not write in ${folder}: change its owner or mode ("ls -ld ${folder}"), or name another folder`;
    case 'ENOENT':
      return `there is no folder ${folder}`;
    default:
      return `${folder} cannot be written (${code})`;
  }
}
