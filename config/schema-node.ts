/** Finds the part of a JSON Schema that governs one place of a value. */
import { valueAt } from './draft.js';
import type { SchemaNode } from './json-schema.js';
import type { Path } from './problem.js';

/** The node for `path`; among alternatives the one whose constants (`driver`, `kind`) match `root`. */
export function nodeAt(schema: SchemaNode, root: unknown, path: Path): SchemaNode | undefined {
  let node: SchemaNode | undefined = chosen(schema, root);
  path.forEach((key, depth) => {
    const child = node === undefined ? undefined : childOf(node, key);
    node = child === undefined ? undefined : chosen(child, valueAt(root, path.slice(0, depth + 1)));
  });
  return node;
}

/** The keys a person may write at a node. */
export function keysAt(node: SchemaNode | undefined): readonly string[] {
  return node?.propertyNames?.enum ?? Object.keys(node?.properties ?? {});
}

function childOf(node: SchemaNode, key: string | number): SchemaNode | undefined {
  if (typeof key === 'number') return node.items;
  const property =
    node.properties !== undefined && Object.hasOwn(node.properties, key) ? node.properties[key] : undefined;
  if (property !== undefined) return property;
  return typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined;
}

function chosen(node: SchemaNode, value: unknown): SchemaNode {
  return node.oneOf?.find((option) => matches(option, value)) ?? node;
}

function matches(option: SchemaNode, value: unknown): boolean {
  return Object.entries(option.properties ?? {}).every(
    ([key, property]) => property.const === undefined || property.const === valueAt(value, [key]),
  );
}
