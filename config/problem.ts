/** What is wrong with a configuration: as data for programs, as a line for people. */

export type Path = readonly (string | number)[];

/** One thing wrong in a value, before it is known where in a file the value stands. */
export interface Finding {
  readonly path: Path;
  /** What is wrong, in a few words. */
  readonly message: string;
  readonly expected: string;
  readonly found: string;
  /** What was probably meant. */
  readonly suggestion?: string;
  /** Where to point: at the value (default), at its key, or, when the key is missing, at what should hold it. */
  readonly at?: 'value' | 'key' | 'parent';
}

/** One thing wrong in a file. Line and column count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Dotted, `space.variables[2].min`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
  readonly expected: string;
  readonly found: string;
  readonly suggestion?: string;
}

/** Every problem of one file at once; `message` has one line for each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(
    readonly problems: readonly Problem[],
    options?: ErrorOptions,
  ) {
    super(problems.map(formatProblem).join('\n'), options);
  }

  /** An error about a file as a whole. */
  static ofFile(file: string, expected: string, found: string, options?: ErrorOptions): ConfigError {
    const problem = { file, line: 1, column: 1, path: '', message: 'not usable', expected, found };
    return new ConfigError([problem], options);
  }
}

/** `channel: no such channel; expected 1 to 8, found 9`: a finding where there is no file. */
export function formatFinding(finding: Finding): string {
  const subject = finding.path.length === 0 ? '' : `${formatPath(finding.path)}: `;
  return `${subject}${finding.message}; ${remedy(finding)}`;
}

/** `lab.yaml:12:5 instruments.robot.endpiont: unknown key; did you mean "endpoint"?` */
export function formatProblem(problem: Problem): string {
  const where = `${problem.file}:${problem.line}:${problem.column}`;
  const subject = problem.path === '' ? '' : ` ${problem.path}`;
  return `${where}${subject}: ${problem.message}; ${remedy(problem)}`;
}

function remedy({ suggestion, expected, found }: Pick<Problem, 'suggestion' | 'expected' | 'found'>): string {
  if (suggestion !== undefined) return `did you mean "${suggestion}"?`;
  return found === '' ? `expected ${expected}` : `expected ${expected}, found ${found}`;
}

/** `space.variables[2].min`; a name with a dot in it is quoted: `fixed["cycling.cycles"]`. */
export function formatPath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[A-Za-z_][\w-]*$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

/** A value as it can stand in a sentence: short, on one line. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (typeof value === 'number') return String(value); // JSON has no infinity
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
