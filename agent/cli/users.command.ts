/** `interphase users`: who may sign in. */
import { Command } from 'commander';
import type { Role } from '../access/role.js';
import { accountsAt, dataOption, listAt, roleOption, type AtFolder } from './accounts-at.js';
import { askPassword } from './ask-password.js';
import { formatTable } from './table.js';

interface WithRole extends AtFolder {
  readonly role: Role;
}

export function usersCommand(): Command {
  return new Command('users')
    .description('people who may sign in; changes count at once, also for an agent that runs')
    .addCommand(add())
    .addCommand(list())
    .addCommand(role())
    .addCommand(password())
    .addCommand(remove());
}

function add(): Command {
  return new Command('add')
    .description('add a user; the password is asked for, or read from the input')
    .argument('<name>')
    .addOption(roleOption())
    .addOption(dataOption())
    .action(async (name: string, { role, ...at }: WithRole) => {
      await accountsAt(at).accounts.addUser(name, role, await askPassword(name));
      say(`${name} may sign in as ${role}`);
    });
}

function list(): Command {
  return new Command('list')
    .description('show all users')
    .addOption(dataOption())
    .option('--json', 'print as JSON')
    .action(async ({ json = false, ...at }: AtFolder & { json?: boolean }) => {
      const { users } = await listAt(at);
      const rows = Object.entries(users).map(([name, { role, since }]) => ({ name, role, since }));
      const columns = [{ title: 'name' }, { title: 'role' }, { title: 'password since' }];
      const table = (): string =>
        formatTable(
          columns,
          rows.map(({ name, role, since }) => [name, role, since]),
        );
      say(json ? JSON.stringify(rows, null, 2) : table());
    });
}

function role(): Command {
  return new Command('role')
    .description('give a user another role')
    .argument('<name>')
    .addOption(roleOption())
    .addOption(dataOption())
    .action(async (name: string, { role, ...at }: WithRole) => {
      await accountsAt(at).accounts.setRole(name, role);
      say(`${name} is ${role} now`);
    });
}

function password(): Command {
  return new Command('password')
    .description('give a user another password; sessions with the old one end')
    .argument('<name>')
    .addOption(dataOption())
    .action(async (name: string, at: AtFolder) => {
      await accountsAt(at).accounts.setPassword(name, await askPassword(name));
      say(`${name} has another password now`);
    });
}

function remove(): Command {
  return new Command('remove')
    .description('take a user away; open sessions end')
    .argument('<name>')
    .addOption(dataOption())
    .action(async (name: string, at: AtFolder) => {
      await accountsAt(at).accounts.removeUser(name);
      say(`${name} may not sign in any more`);
    });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
