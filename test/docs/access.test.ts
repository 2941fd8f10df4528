import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { ROLES } from '../../agent/access/role.js';
import { VERB_NAMES, verbOf } from '../../agent/supervision/verbs.js';

const page = readFileSync(join(import.meta.dirname, '../../docs/access.md'), 'utf8');

it.each(ROLES)('docs/access.md names every verb that takes the role %s, and no other', (role) => {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${role}\``))!;
  const named = [...row.matchAll(/`(\w+)`/g)].map(([, name]) => name!).filter((name) => name !== role);
  expect(named.sort()).toEqual(VERB_NAMES.filter((verb) => verbOf(verb).role === role).sort());
});
