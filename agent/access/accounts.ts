/** Users, keys and sign-in links as they are made, changed and taken away; each change waits in the list to be recorded. */
import type { Clock } from '../../core/clock.js';
import type { AccessFile } from './access-file.js';
import {
  CONSOLE,
  loginName,
  userNamed,
  withChangedUser,
  withKey,
  withoutKey,
  withoutUser,
  withUser,
  type AccessChange,
  type AccessList,
} from './access-list.js';
import { hashPassword, USUAL_COST, type ScryptCost } from './password-hash.js';
import type { Role } from './role.js';
import { hashSecret, makeId, makeSecret } from './secret.js';

/** NIST SP 800-63B asks for 15 where nothing else protects, OWASP ASVS for 12; here tries are slowed down as well. */
export const PASSWORD_LENGTH = { least: 12, most: 200 };
/** How long a sign-in link is good for. */
export const LINK_MS = 30 * 60_000;
/** So that leaked keys are recognised by whoever scans for them. */
export const KEY_MARK = 'interphase';

const DAY_MS = 86_400_000;

export class Accounts {
  constructor(
    private readonly file: AccessFile,
    private readonly clock: Clock,
    /** Who makes the changes: account at the operating system, or login. */
    private readonly by: string,
    private readonly cost = USUAL_COST,
  ) {}

  /** @throws {Error} when the name is taken or no name, or the password is too short or too long */
  async addUser(name: string, role: Role, password: string): Promise<void> {
    const user = { role, password: await checkedHash(password, this.cost), since: this.iso() };
    await this.change('user-added', checkedName(name), role, (list) => withUser(list, name, user));
  }

  async setPassword(name: string, password: string): Promise<void> {
    // Sessions that were begun with the old one end: they know since when a password holds.
    const change = { password: await checkedHash(password, this.cost), since: this.iso() };
    await this.change('password-changed', name, '', (list) => withChangedUser(list, name, change));
  }

  async setRole(name: string, role: Role): Promise<void> {
    await this.change('role-changed', name, role, (list) => withChangedUser(list, name, { role }));
  }

  async removeUser(name: string): Promise<void> {
    await this.change('user-removed', name, '', (list) => withoutUser(list, name));
  }

  /** @returns the key, which is kept nowhere */
  async addKey(name: string, role: Role, days: number): Promise<string> {
    const [id, secret] = [makeId(), makeSecret()];
    const whole = `${KEY_MARK}_${id}_${secret}`;
    const expires = this.iso(days * DAY_MS);
    const key = { id, role, hash: hashSecret(whole), since: this.iso(), expires };
    await this.change('key-added', checkedName(name), role, (list) => withKey(list, name, key));
    return whole;
  }

  async revokeKey(name: string): Promise<void> {
    await this.change('key-revoked', name, '', (list) => withoutKey(list, name));
  }

  /**
   * A token that lets its bearer in once, as `user`, or else as an admin who is nobody in particular: whoever may read
   * the data folder may do that anyway.
   */
  async makeLink(user: string | null): Promise<string> {
    const secret = makeSecret();
    const link = { hash: hashSecret(secret), user, expires: this.iso(LINK_MS) };
    await this.change('link-made', user ?? CONSOLE, '', (list) => {
      if (user !== null) userNamed(list, user);
      return { ...list, links: [...list.links.filter(({ expires }) => expires > this.iso()), link] };
    });
    return secret;
  }

  private async change(
    what: AccessChange['what'],
    subject: string,
    role: string,
    step: (list: AccessList) => AccessList,
  ): Promise<void> {
    const change = { id: makeId(), at: this.iso(), by: this.by, what, subject, role };
    await this.file.update((list) => {
      const after = step(list);
      return { ...after, changes: [...after.changes, change] };
    });
  }

  private iso(afterMs = 0): string {
    return new Date(this.clock.now() + afterMs).toISOString();
  }
}

function checkedName(name: string): string {
  const checked = loginName.safeParse(name);
  if (!checked.success)
    throw new Error(`'${name}' is no name for a login: expected ${whyNot(checked.error)}`);
  return name;
}

function whyNot({ issues }: { readonly issues: readonly { readonly message: string }[] }): string {
  return issues.map(({ message }) => message).join('; ');
}

function checkedHash(password: string, cost: ScryptCost): Promise<string> {
  const { least, most } = PASSWORD_LENGTH;
  if (password.length >= least && password.length <= most) return hashPassword(password, cost);
  throw new Error(`a password of ${least} to ${most} characters was expected, ${password.length} came`);
}
