import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '../../../agent/access/role.js';
import { REST_CONTROLLERS } from '../../../agent/rest/rest.module.js';
import { routesOf } from '../../../agent/rest/routes.js';
import { VERB_NAMES, verbOf } from '../../../agent/supervision/verbs.js';
import { ANY_FIELDS } from '../supervision/any-fields.js';
import { Interface } from './an-interface.js';

const ROUTES = routesOf(REST_CONTROLLERS);
const named = ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const);
/** Whoever comes, from nobody up. */
const COMERS: readonly (Role | undefined)[] = [undefined, ...ROLES];

let rest: Interface;

beforeAll(async () => {
  rest = await Interface.open();
});

afterAll(() => rest.close());

/** Whether somebody gets past the door of a route, whatever lies behind it. */
async function isLetIn(method: string, path: string, role: Role | undefined): Promise<boolean | number> {
  const url = path.replaceAll(/:\w+/g, 'x');
  const ending = new AbortController();
  const init = { ...(role && { role }), signal: ending.signal, ...(method === 'POST' && { body: '{}' }) };
  const { status } = await rest.call(method, url, init);
  ending.abort();
  if (role === undefined) return status !== 401;
  return status !== 403;
}

it('every route says who may use it', () => {
  expect(ROUTES.length).toBeGreaterThan(15);
  expect(ROUTES.filter(({ rule }) => !rule).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

it('nothing but the door and whether the agent is alive is for anyone', () => {
  const open = named.filter(([, { rule }]) => rule?.role === 'anyone').map(([name]) => name);
  expect(open.sort()).toEqual(['GET /health', 'GET /sign-in', 'POST /sign-in']);
});

describe.each(named)('%s', (name, { method, path, rule }) => {
  it.each(COMERS)('for %s', async (role) => {
    const needed = rule!.role;
    const has = role === undefined ? -1 : ROLES.indexOf(role);
    const expected = needed === 'anyone' || has >= ROLES.indexOf(needed);
    // Without the fields that it wants, the door itself says 400.
    expect([name, await isLetIn(method, path, role)]).toEqual([name, expected]);
  });
});

describe.each(VERB_NAMES)('the verb %s', (verb) => {
  it.each(ROLES)('for %s', async (role) => {
    const body = rest.request({ transaction: `${verb} ${role}`, ...ANY_FIELDS });
    const { status } = await rest.call('POST', `/verbs/${verb}`, { role, body });
    const isAllowed = ROLES.indexOf(role) >= ROLES.indexOf(verbOf(verb).role);
    expect(status).toBe(isAllowed ? 200 : 403);
  });
});
