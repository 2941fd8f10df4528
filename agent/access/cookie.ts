/** The one cookie: RFC 6265 as far as it is needed. */
import { SESSION_MS } from './sessions.js';

/** Ports do not part cookies: two agents on one host need two names. @param agent of the holder, hex */
export function cookieName(agent: string): string {
  return `interphase-${agent}`;
}

/** The value of cookie `name` in a `Cookie` header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** A `Set-Cookie` header: out of reach for scripts, and not sent along with what other sites make a browser do. */
export function sessionCookie(name: string, id: string, isTls: boolean): string {
  return sealed(`${name}=${id}; Max-Age=${SESSION_MS.absolute / 1000}`, isTls);
}

export function endedCookie(name: string, isTls: boolean): string {
  return sealed(`${name}=; Max-Age=0`, isTls);
}

function sealed(pair: string, isTls: boolean): string {
  return `${pair}; Path=/; HttpOnly; SameSite=Strict${isTls ? '; Secure' : ''}`;
}
