/** `interphase keys`: what programs sign in with. */
import { Command } from 'commander';
import type { Role } from '../access/role.js';
import { accountsAt, dataOption, listAt, roleOption, type AtFolder } from './accounts-at.js';
import { within } from './arguments.js';
import { formatTable } from './table.js';

interface AddOptions extends AtFolder {
  readonly role: Role;
  readonly days: number;
}

/** Ten years: longer than any program is left as it is. */
const MOST_DAYS = 3650;

export function keysCommand(): Command {
  return new Command('keys')
    .description('keys for programs, sent as Authorization: Bearer')
    .addCommand(add())
    .addCommand(list())
    .addCommand(revoke());
}

function add(): Command {
  return new Command('add')
    .description('make a key and print it, once: it is kept nowhere')
    .argument('<name>')
    .addOption(roleOption())
    .option('--days <n>', 'how long it is good for', within(1, MOST_DAYS, 'days'), 90)
    .addOption(dataOption())
    .action(async (name: string, { role, days, ...at }: AddOptions) => {
      process.stdout.write(`${await accountsAt(at).accounts.addKey(name, role, days)}\n`);
    });
}

function list(): Command {
  return new Command('list')
    .description('show all keys, not what they are')
    .addOption(dataOption())
    .option('--json', 'print as JSON')
    .action(async ({ json = false, ...at }: AtFolder & { json?: boolean }) => {
      const { keys } = await listAt(at);
      const rows = Object.entries(keys).map(([name, { role, since, expires }]) => ({
        name,
        role,
        since,
        expires,
      }));
      const columns = ['name', 'role', 'since', 'expires'].map((title) => ({ title }));
      const table = (): string =>
        formatTable(
          columns,
          rows.map((row) => Object.values(row)),
        );
      process.stdout.write(`${json ? JSON.stringify(rows, null, 2) : table()}\n`);
    });
}

function revoke(): Command {
  return new Command('revoke')
    .description('take a key away, at once')
    .argument('<name>')
    .addOption(dataOption())
    .action(async (name: string, at: AtFolder) => {
      await accountsAt(at).accounts.revokeKey(name);
      process.stdout.write(`${name} lets nobody in any more\n`);
    });
}
