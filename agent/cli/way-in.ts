/** How people get at an agent that has just started: the address, and a link when nobody could sign in otherwise. */
import type { Clock } from '../../core/clock.js';
import { AccessFile } from '../access/access-file.js';
import { Accounts } from '../access/accounts.js';

/** Lines for the terminal. The link is in them once and nowhere else. */
export async function wayIn(data: string, address: string, clock: Clock): Promise<string[]> {
  const file = new AccessFile(data, clock);
  const list = await file.current().catch((error: unknown) => String(error));
  // The lab runs all the same; nobody is let in before the list is mended.
  if (typeof list === 'string') return [`REST     ${address}`, `nobody can sign in: ${list}`];
  if (Object.keys(list.users).length > 0) return [`REST     ${address}`];
  const token = await new Accounts(file, clock, 'agent').makeLink(null);
  return [
    `REST     ${address}`,
    `sign in  ${linkTo(address, token)} (once, within 30 min; then: interphase users add)`,
  ];
}

export function linkTo(address: string, token: string): string {
  return `${address}/sign-in?token=${token}`;
}
