/** Zod's issues in the words of this project: what was expected, what was found, what was probably meant. */
import type { z } from 'zod';
import { valueAt } from './draft.js';
import { jsonSchema, type SchemaNode } from './json-schema.js';
import { show, type Finding, type Path } from './problem.js';
import { keysAt, nodeAt } from './schema-node.js';
import { nearest } from './suggest.js';

type Issue = z.core.$ZodIssue;

/** Every finding of `schema` in `root`. */
export function schemaFindings(schema: z.ZodType, root: unknown): Finding[] {
  const result = schema.safeParse(root);
  if (result.success) return [];
  // The same as JSON Schema, which knows which keys stand where.
  const node = jsonSchema(schema);
  return result.error.issues.flatMap((issue) => translate(issue, node, root));
}

function translate(issue: Issue, node: SchemaNode, root: unknown): Finding[] {
  const path = pathOf(issue);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(path, key, keysAt(nodeAt(node, root, path))));
  }
  if (issue.code === 'invalid_key') return [invalidKey(path, issue)];
  if (valueAt(root, path) === undefined) return [missing(path, issue, node, root)];
  return [invalid(path, issue, node, root)];
}

function unknownKey(path: Path, key: string, allowed: readonly string[]): Finding {
  const suggestion = nearest(key, allowed);
  const expected = allowed.length === 0 ? 'no key here' : `one of ${allowed.join(', ')}`;
  return {
    path: [...path, key],
    message: 'unknown key',
    expected,
    found: show(key),
    at: 'key',
    ...(suggestion !== undefined && { suggestion }),
  };
}

function invalidKey(path: Path, issue: Issue & { code: 'invalid_key' }): Finding {
  const expected = issue.issues[0]?.message ?? 'another name';
  return { path, message: 'not a possible name', expected, found: show(path.at(-1)), at: 'key' };
}

function missing(path: Path, issue: Issue, node: SchemaNode, root: unknown): Finding {
  const here = nodeAt(node, root, path);
  const wanted = expectation(issue, choices(issue, node, root), here);
  const meaning = here?.description;
  const expected = meaning === undefined ? wanted : `${wanted}: ${meaning}`;
  return { path, message: 'missing', expected, found: '', at: 'parent' };
}

function invalid(path: Path, issue: Issue, node: SchemaNode, root: unknown): Finding {
  const value = valueAt(root, path);
  const possible = choices(issue, node, root);
  const suggestion = typeof value === 'string' ? nearest(value, possible) : undefined;
  return {
    path,
    message: issue.code === 'invalid_type' ? 'wrong type' : 'not allowed',
    expected: expectation(issue, possible, nodeAt(node, root, path)),
    found: show(value),
    ...(suggestion !== undefined && { suggestion }),
  };
}

/** The values that would have been accepted, when they can be listed. */
function choices(issue: Issue, node: SchemaNode, root: unknown): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union' || issue.discriminator === undefined) return [];
  const alternatives = nodeAt(node, root, pathOf(issue).slice(0, -1))?.oneOf ?? [];
  return alternatives.map((option) => String(option.properties?.[issue.discriminator!]?.const));
}

/** What would have been right, to follow the word "expected". */
function expectation(issue: Issue, possible: readonly string[], node?: SchemaNode): string {
  if (possible.length > 0) return possible.join(' or ');
  if (issue.code === 'invalid_type') return TYPE_NAMES[node?.type ?? issue.expected] ?? issue.expected;
  if (issue.code === 'too_small') {
    return `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${counted(issue.origin)}`;
  }
  if (issue.code === 'too_big') {
    return `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${counted(issue.origin)}`;
  }
  if (issue.code === 'invalid_union') {
    return issue.errors.map((branch) => branch.map((one) => expectation(one, [])).join(', ')).join(' or ');
  }
  return issue.message;
}

const TYPE_NAMES: Readonly<Partial<Record<string, string>>> = {
  string: 'text',
  int: 'a whole number',
  integer: 'a whole number',
  number: 'a finite number',
  object: 'a mapping (key: value)',
  record: 'a mapping (key: value)',
  array: 'a list',
};

function counted(origin: string): string {
  if (origin === 'array') return ' entries';
  return origin === 'string' ? ' characters' : '';
}

function pathOf(issue: Issue): (string | number)[] {
  return issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
}
