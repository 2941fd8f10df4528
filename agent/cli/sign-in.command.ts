/** `interphase sign-in`: a fresh link into an agent that runs. */
import { Command } from 'commander';
import { isAlive } from '../operations/running-lab.js';
import { announcedRest } from '../rest/rest-address.js';
import { accountsAt, dataOption, type AtFolder } from './accounts-at.js';
import { linkTo } from './way-in.js';

export function signInCommand(): Command {
  return new Command('sign-in')
    .description('print a link that lets in once, within 30 minutes; for whoever may write the data folder')
    .option('--user <name>', 'as this user; as an admin unless given')
    .addOption(dataOption())
    .action(async ({ user, ...at }: AtFolder & { user?: string }) => {
      const rest = announcedRest(at.data);
      if (!rest || !isAlive(rest.pid))
        throw new Error(
          `no agent runs on ${at.data}: start one with interphase run, or name its folder with --data`,
        );
      const token = await accountsAt(at).accounts.makeLink(user ?? null);
      process.stdout.write(`${linkTo(rest.address, token)}\n`);
    });
}
