/** Who may come in: users, keys and sign-in links, as a value that changes one step at a time. No secret is in it. */
import { z } from 'zod';
import { OWN_NAMES } from '../../config/own-names.js';
import { isStoredHash } from './password-hash.js';
import { ROLES } from './role.js';

/** Of a user or a key. Lower case, so that two names that look alike are not two people. */
export const loginName = z
  .string()
  .regex(/^[a-z][a-z0-9._-]{0,31}$/, 'a name of 1 to 32 of a-z, 0-9, dot, dash, underscore, a letter first');

/** The name under which somebody acts who came in by a link for nobody in particular. */
export const CONSOLE = 'console';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime();

const user = z.strictObject({
  role: z.enum(ROLES),
  password: z.string().refine(isStoredHash, 'a scrypt hash'),
  since: instant,
});

const key = z.strictObject({
  /** Of the key; unlike its name it is part of the key. */
  id: z.string().regex(/^[0-9a-f]{8}$/),
  role: z.enum(ROLES),
  hash,
  since: instant,
  expires: instant,
});

const link = z.strictObject({ hash, user: z.string().nullable(), expires: instant });

/** Something that was changed and is not yet in the record. */
const change = z.strictObject({
  id: z.string(),
  at: instant,
  /** Account at the operating system, or login. */
  by: z.string(),
  what: z.enum([
    'user-added',
    'user-removed',
    'role-changed',
    'password-changed',
    'key-added',
    'key-revoked',
    'link-made',
  ]),
  subject: z.string(),
  role: z.string(),
});

export const accessListSchema = z.strictObject({
  version: z.literal(1),
  users: z.record(loginName, user),
  keys: z.record(loginName, key),
  links: z.array(link),
  changes: z.array(change),
});

export type AccessList = z.output<typeof accessListSchema>;
export type User = z.output<typeof user>;
export type Key = z.output<typeof key>;
export type AccessChange = z.output<typeof change>;

export const NOBODY: AccessList = { version: 1, users: {}, keys: {}, links: [], changes: [] };

/** @throws {Error} when there is a user or a key of that name: who acts must be told apart by name */
export function withUser(list: AccessList, name: string, user: User): AccessList {
  refuseTaken(list, name);
  return { ...list, users: { ...list.users, [name]: user } };
}

/** @throws {Error} when there is no such user, or it is the last admin that is to become less */
export function withChangedUser(list: AccessList, name: string, change: Partial<User>): AccessList {
  const user = { ...userNamed(list, name), ...change };
  return keepAnAdmin(list, { ...list, users: { ...list.users, [name]: user } });
}

/** @throws {Error} when there is no such user, or it is the last admin while others remain */
export function withoutUser(list: AccessList, name: string): AccessList {
  userNamed(list, name);
  const { [name]: _, ...users } = list.users;
  const links = list.links.filter(({ user }) => user !== name);
  return keepAnAdmin(list, { ...list, users, links });
}

/** @throws {Error} when there is a user or a key of that name */
export function withKey(list: AccessList, name: string, key: Key): AccessList {
  refuseTaken(list, name);
  return { ...list, keys: { ...list.keys, [name]: key } };
}

/** @throws {Error} when there is no such key */
export function withoutKey(list: AccessList, name: string): AccessList {
  if (!Object.hasOwn(list.keys, name))
    throw new Error(`there is no key '${name}'; ${known('keys', list.keys)}`);
  const { [name]: _, ...keys } = list.keys;
  return { ...list, keys };
}

/** @throws {Error} when there is no such user */
export function userNamed({ users }: AccessList, name: string): User {
  const user = Object.hasOwn(users, name) ? users[name] : undefined;
  if (!user) throw new Error(`there is no user '${name}'; ${known('users', users)}`);
  return user;
}

function refuseTaken({ users, keys }: AccessList, name: string): void {
  if (name === CONSOLE) throw new Error(`'${CONSOLE}' is who comes in by a link: choose another name`);
  if (OWN_NAMES.includes(name))
    throw new Error(`'${name}' is who the agent itself acts as: choose another name`);
  if (Object.hasOwn(users, name)) throw new Error(`there is a user '${name}' already`);
  if (Object.hasOwn(keys, name)) throw new Error(`there is a key '${name}' already: revoke it first`);
}

function keepAnAdmin(before: AccessList, after: AccessList): AccessList {
  const hasAdmin = ({ users }: AccessList): boolean =>
    Object.values(users).some(({ role }) => role === 'admin');
  if (hasAdmin(before) && !hasAdmin(after) && Object.keys(after.users).length > 0)
    throw new Error('that would leave users without an admin among them: make another one admin first');
  return after;
}

function known(what: string, entries: Readonly<Record<string, unknown>>): string {
  return `${what}: ${Object.keys(entries).join(', ') || 'none'}`;
}
