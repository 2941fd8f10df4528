/** The door: a name and its password, or a link, become a session; who tries too often waits ever longer. */
import type { Clock } from '../../core/clock.js';
import { Turns } from '../../core/turns.js';
import { AccessError } from './access-error.js';
import type { AccessFile } from './access-file.js';
import { CONSOLE, userNamed, type AccessList } from './access-list.js';
import { Attempts } from './attempts.js';
import { decoyHash, isPassword, type ScryptCost } from './password-hash.js';
import { hashSecret } from './secret.js';
import type { Sessions } from './sessions.js';

/** Somebody came in or tried to; `user` is never what was typed, unless it is the name of a user. */
export interface SignInNote {
  readonly user: string;
  readonly from: string;
  readonly by: 'password' | 'link';
  readonly ok: boolean;
}

export interface SignInParts {
  readonly file: AccessFile;
  readonly sessions: Sessions;
  /** Link time. */
  readonly clock: Clock;
  /** Never rejects. */
  readonly note: (note: SignInNote) => Promise<void>;
  /** Of the hashes of passwords that are made today. */
  readonly cost?: ScryptCost;
}

/** Hashes that may wait for their turn: each takes 64 MiB and some tenths of a second. */
const MOST_WAITING = 8;

export class SignIn {
  private readonly attempts: Attempts;
  /** What passwords for users who do not exist are held against, so that they take as long. */
  private readonly decoy: string;
  private readonly turns = new Turns();
  private waiting = 0;

  constructor(private readonly parts: SignInParts) {
    this.attempts = new Attempts(parts.clock);
    this.decoy = decoyHash(parts.cost);
  }

  /**
   * @returns the id of a new session
   * @throws {AccessError} `wrong-password`, the same for a name that is unknown; `locked-out`; `busy`
   */
  async withPassword(name: string, password: string, from: string): Promise<string> {
    const { users } = await this.parts.file.current();
    const user = Object.hasOwn(users, name) ? users[name] : undefined;
    const abouts = [`name ${name}`, `address ${from}`];
    this.refuseTooMany(abouts);
    this.refuseWhenBusy();
    for (const about of abouts) this.attempts.begin(about);
    const fits = await this.inTurn(() => isPassword(password, user?.password ?? this.decoy));
    const ok = fits && user !== undefined;
    await this.parts.note({ user: user ? name : 'unknown', from, by: 'password', ok });
    if (!ok) throw new AccessError('wrong-password', 'the name or the password is wrong');
    for (const about of abouts) this.attempts.succeeded(about);
    return this.parts.sessions.begin(name, user.since);
  }

  /** @returns the id of a new session @throws {AccessError} `link-not-valid`: unknown, used before, or too old */
  async withLink(token: string, from: string): Promise<string> {
    const abouts = [`address ${from}`];
    this.refuseTooMany(abouts);
    for (const about of abouts) this.attempts.begin(about);
    const user = await this.takeLink(hashSecret(token));
    await this.parts.note({
      user: user === undefined ? 'unknown' : (user ?? CONSOLE),
      from,
      by: 'link',
      ok: user !== undefined,
    });
    if (user === undefined) {
      const advice = 'npx interphase sign-in, in the folder where the agent runs, makes a new one';
      const why = 'it was used before, or is older than 30 min';
      throw new AccessError('link-not-valid', `this sign-in link is not valid any more: ${why}; ${advice}`);
    }
    for (const about of abouts) this.attempts.succeeded(about);
    const since = user === null ? '' : userNamed(await this.parts.file.current(), user).since;
    return this.parts.sessions.begin(user, since);
  }

  /**
   * The link is gone from the disk before anybody comes in by it.
   * @returns whom it is for, null for nobody in particular; undefined when it is not valid
   */
  private async takeLink(hash: string): Promise<string | null | undefined> {
    const now = new Date(this.parts.clock.now()).toISOString();
    const isIt = (link: AccessList['links'][number]): boolean => link.hash === hash && link.expires > now;
    if (!(await this.parts.file.current()).links.some(isIt)) return undefined;
    let user: string | null | undefined;
    await this.parts.file.update((list) => {
      user = list.links.find(isIt)?.user;
      return { ...list, links: list.links.filter((link) => !isIt(link)) };
    });
    return user;
  }

  private refuseTooMany(abouts: readonly string[]): void {
    const waitS = Math.max(...abouts.map((about) => this.attempts.waitS(about)));
    if (waitS > 0) throw new AccessError('locked-out', `too many tries: try again in ${waitS} s`, waitS);
  }

  /** Before a try is counted: a password that was not looked at was not wrong. */
  private refuseWhenBusy(): void {
    if (this.waiting >= MOST_WAITING)
      throw new AccessError('busy', 'many try to sign in at once: try again in a minute', 60);
  }

  /** One at a time, so that whoever tries in parallel takes no more memory and learns nothing from who is first. */
  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.waiting += 1;
    try {
      return await this.turns.take(work);
    } finally {
      this.waiting -= 1;
    }
  }
}
