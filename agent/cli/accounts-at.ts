/** Users and keys of a data folder, for the commands that change them. */
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Option } from 'commander';
import { SystemClock } from '../../core/clock.js';
import { AccessFile } from '../access/access-file.js';
import type { AccessList } from '../access/access-list.js';
import { Accounts } from '../access/accounts.js';
import { ROLES } from '../access/role.js';
import { DEFAULT_DATA } from './defaults.js';

export interface AtFolder {
  readonly data: string;
}

export function accountsAt({ data }: AtFolder): { readonly file: AccessFile; readonly accounts: Accounts } {
  const clock = new SystemClock();
  const file = new AccessFile(data, clock);
  return { file, accounts: new Accounts(file, clock, account()) };
}

/**
 * The list as it is; nobody where no one was added yet.
 * @throws {Error} there is no such folder: it would look like one without users
 */
export async function listAt(at: AtFolder): Promise<AccessList> {
  if (!existsSync(at.data))
    throw new Error(`${at.data}: no such folder; name the data folder of the agent with --data`);
  return accountsAt(at).file.current();
}

export function dataOption(): Option {
  return new Option('--data <folder>', 'data folder of the agent').default(DEFAULT_DATA);
}

export function roleOption(): Option {
  return new Option('--role <role>', 'what they may do').choices(ROLES).makeOptionMandatory();
}

/** Who runs this command, as the operating system has it; a container may have no name for it. */
function account(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
