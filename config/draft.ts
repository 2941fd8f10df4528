/**
 * Reads as much of a value as can be read, so that rules between fields speak up even while other fields are wrong:
 * a person then mends everything in one go.
 */
import type { z } from 'zod';
import type { Path } from './problem.js';

/** A value that reads well, and where it stands. */
export interface Located<T> {
  readonly path: Path;
  readonly value: T;
}

/** The value at `path` if it reads by `schema`; an absent value reads as the schema's default. */
export function readOne<S extends z.ZodType>(
  schema: S,
  root: unknown,
  path: Path,
): Located<z.output<S>> | undefined {
  const result = schema.safeParse(valueAt(root, path));
  return result.success ? { path, value: result.data } : undefined;
}

/** Those elements of the list or mapping at `path` that read by `schema`. */
export function readEach<S extends z.ZodType>(schema: S, root: unknown, path: Path): Located<z.output<S>>[] {
  return keysOf(valueAt(root, path)).flatMap((key) => {
    const read = readOne(schema, root, [...path, key]);
    return read === undefined ? [] : [read];
  });
}

/** What stands at `path`, if anything does. Only own properties count. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      value instanceof Object && Object.hasOwn(value, key)
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    root,
  );
}

function keysOf(container: unknown): (string | number)[] {
  if (Array.isArray(container)) return [...container.keys()];
  return container instanceof Object ? Object.keys(container) : [];
}
