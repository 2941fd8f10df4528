import type { RequestJournal } from '../../../agent/supervision/request-journal.js';

/** Notes what is asked for in `done`, and what was refused for a role. */
export function notedJournal(done: string[], write = async (): Promise<void> => undefined): RequestJournal {
  return {
    asked: async ({ verb }) => {
      await write();
      done.push(`recorded ${verb}`);
    },
    answered: async ({ verb, asker }, answer) => {
      if (!answer.ok && answer.code === 'forbidden') done.push(`${verb} forbidden to ${asker.name}`);
    },
    hadBefore: (transaction) => transaction === 'of-an-earlier-process',
  };
}
