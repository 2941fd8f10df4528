/** What a lab names and does not hold itself, files and variables of the environment: looked for before anything starts. */
import { dirname, resolve } from 'node:path';
import type { LabConfig } from './lab.js';
import { loadLab, sourceOfFile } from './load.js';
import { firstLineOf } from './password.js';
import { ConfigError, type Finding, type Path, type Problem } from './problem.js';

export type Environment = Readonly<Partial<Record<string, string>>>;

export interface Missing {
  readonly files: readonly Problem[];
  /** A service may be started with variables that nobody else has. */
  readonly variables: readonly Problem[];
}

interface Named {
  readonly path: Path;
  readonly name: string;
}

/** @throws {ConfigError} as `loadLab`, or with everything that is missing, each at its key */
export async function loadLabToStart(file: string, environment: Environment): Promise<LabConfig> {
  const lab = await loadLab(file);
  const { files, variables } = await missingElsewhere(file, lab, environment);
  if (files.length + variables.length > 0) throw new ConfigError([...files, ...variables]);
  return lab;
}

/** @param lab as `file` says it */
export async function missingElsewhere(
  file: string,
  lab: LabConfig,
  environment: Environment,
): Promise<Missing> {
  const source = await sourceOfFile(file);
  const files = await Promise.all(
    namedIn(lab, 'File').map((named) => fileFinding(named, resolve(dirname(file), named.name))),
  );
  const unset = namedIn(lab, 'Env').filter(({ name }) => (environment[name] ?? '') === '');
  return {
    files: files.flatMap((finding) => (finding ? [source.place(finding)] : [])),
    variables: unset.map(({ path, name }) =>
      source.place({
        path,
        message: 'not set',
        expected: `a variable ${name} in the environment`,
        found: '',
      }),
    ),
  };
}

async function fileFinding({ path }: Named, file: string): Promise<Finding | undefined> {
  try {
    await firstLineOf(file);
    return undefined;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { expected, found } = error.problems[0]!;
    return { path, message: 'not usable', expected, found: `${found} (${file})` };
  }
}

/** Keys say what they name by their ending. */
function namedIn(lab: LabConfig, ending: 'File' | 'Env'): Named[] {
  return stringsIn(lab, []).filter(({ path }) => String(path.at(-1)).endsWith(ending));
}

function stringsIn(value: unknown, path: Path): Named[] {
  if (typeof value === 'string') return [{ path, name: value }];
  if (!(value instanceof Object)) return [];
  return Object.entries(value).flatMap(([key, one]) => stringsIn(one, [...path, key]));
}
