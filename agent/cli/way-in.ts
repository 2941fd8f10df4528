/** How people get at an agent that has just started: the address, and a link when nobody could sign in otherwise. */
import type { Clock } from '../../core/clock.js';
import { AccessFile } from '../access/access-file.js';
import { Accounts } from '../access/accounts.js';

/** Lines for the terminal. The link is in them once and nowhere else. Never rejects. */
export async function wayIn(data: string, address: string, clock: Clock): Promise<string[]> {
  // The lab runs all the same; nobody is let in before the list can be used again.
  const how = await firstLink(data, address, clock).catch(
    (error: unknown) => `nobody can sign in: ${String(error)}`,
  );
  return [`REST     ${address}`, ...(how === undefined ? [] : [how])];
}

/** @throws {Error} the list can be neither read nor written */
async function firstLink(data: string, address: string, clock: Clock): Promise<string | undefined> {
  const file = new AccessFile(data, clock);
  const { users } = await file.current();
  if (Object.keys(users).length > 0) return undefined;
  const token = await new Accounts(file, clock, 'agent').makeLink(null);
  return `sign in  ${linkTo(address, token)} (once, within 30 min; then: interphase users add)`;
}

export function linkTo(address: string, token: string): string {
  return `${address}/sign-in?token=${token}`;
}
