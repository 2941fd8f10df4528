/**
 * Is a request meant for us, and does it come from a page of ours? A web page anywhere can make the browser of somebody
 * in the lab send requests to the agent; the headers that only the browser writes tell them apart.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { AccessError } from './access-error.js';

/**
 * DNS rebinding needs a name that its attacker owns: addresses and names that are known to be ours are safe.
 * @param names by which people reach this agent, beside addresses and localhost
 * @throws {AccessError} `wrong-host`
 */
export function refuseForeignHost({ host }: IncomingHttpHeaders, names: readonly string[]): void {
  const name = hostName(host ?? '');
  const isOurs = isIP(name) !== 0 || name === 'localhost' || names.some((own) => own.toLowerCase() === name);
  if (isOurs) return;
  const advice = 'name it in supervision.restNames of the lab file if it is';
  throw new AccessError('wrong-host', `the name in this address is not known to be this agent's: ${advice}`);
}

/**
 * Every browser says where a request that changes something was made; other programs say nothing, and have no cookies
 * that anybody could abuse.
 * @throws {AccessError} `cross-site`
 */
export function refuseForeignOrigin(method: string, headers: IncomingHttpHeaders): void {
  if (method === 'GET' || method === 'HEAD') return;
  const site = headers['sec-fetch-site'];
  const isSameSite = site === undefined || site === 'same-origin' || site === 'none';
  if (isSameSite && isOrigin(headers.origin, headers.host)) return;
  throw new AccessError('cross-site', "this was asked for by a page that is not this agent's own");
}

function isOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/** Without the port, and without the brackets of IPv6. */
function hostName(host: string): string {
  if (!URL.canParse(`http://${host}`)) return '';
  return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
}
