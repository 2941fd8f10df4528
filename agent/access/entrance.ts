/** From what a request carries to who asks: a key in its header, or the cookie of a session. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../../core/clock.js';
import { AccessError } from './access-error.js';
import type { AccessFile } from './access-file.js';
import { CONSOLE, type AccessList } from './access-list.js';
import { KEY_MARK } from './accounts.js';
import type { Asker } from './asker.js';
import { cookieOf } from './cookie.js';
import type { Role } from './role.js';
import { hashSecret } from './secret.js';
import type { Sessions } from './sessions.js';

export interface Caller {
  readonly headers: IncomingHttpHeaders;
  /** Address of the other end. */
  readonly from: string;
}

export interface EntranceParts {
  readonly file: AccessFile;
  readonly sessions: Sessions;
  readonly clock: Clock;
  /** Name of the cookie that holds a session's id. */
  readonly cookie: string;
}

interface Known {
  readonly name: string;
  readonly role: Role;
}

const BEARER = /^Bearer +(\S+)$/i;
const KEY = new RegExp(`^${KEY_MARK}_([0-9a-f]{8})_[A-Za-z0-9_-]{43}$`);

export class Entrance {
  constructor(private readonly parts: EntranceParts) {}

  /**
   * What a user or a key may do is looked up each time: a change counts at once, for sessions that are open, too.
   * @param isUse false for what a page does by itself: it keeps no session alive
   * @throws {AccessError} `sign-in-needed`
   */
  async askerOf({ headers, from }: Caller, isUse = true): Promise<Asker> {
    const list = await this.parts.file.current();
    const { authorization } = headers;
    const known =
      authorization === undefined
        ? this.bySession(list, cookieOf(headers.cookie, this.parts.cookie), isUse)
        : this.byKey(list, BEARER.exec(authorization)?.[1] ?? '');
    return { ...known, via: 'rest', from };
  }

  private byKey({ keys }: AccessList, whole: string): Known {
    const id = KEY.exec(whole)?.[1];
    const [name, key] = Object.entries(keys).find(([, { id: other }]) => other === id) ?? [];
    if (name === undefined || key?.hash !== hashSecret(whole))
      throw new AccessError('sign-in-needed', "this key is not known: it was revoked, or is another lab's");
    if (key.expires <= new Date(this.parts.clock.now()).toISOString())
      throw new AccessError(
        'sign-in-needed',
        `the key '${name}' has expired: interphase keys add makes a new one`,
      );
    return { name, role: key.role };
  }

  private bySession({ users }: AccessList, id: string | undefined, isUse: boolean): Known {
    const session = id === undefined ? undefined : this.parts.sessions.find(id, isUse);
    if (session?.user === null) return { name: CONSOLE, role: 'admin' };
    const user = session && users[session.user];
    if (session && user?.since === session.since) return { name: session.user, role: user.role };
    const how = 'POST /sign-in with a name and a password, or send a key as Authorization: Bearer';
    throw new AccessError('sign-in-needed', `sign in first: ${how}`);
  }
}
