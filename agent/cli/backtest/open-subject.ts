/** What the options ask for: a subject, and how much of it. */
import { InvalidArgumentError } from 'commander';
import { nearest } from '../../../config/suggest.js';
import { problems } from '../../../planner/backtest/problems.js';
import { problemTask } from '../../../planner/backtest/problem-task.js';
import { tableFiles } from '../given-table.js';
import type { BacktestOptions } from './backtest.js';
import { beginningsOf, rowBeginnings } from './beginnings.js';
import { readProblemEntry, readTableEntry } from './designs-file.js';
import { functionSubject } from './functions-file.js';
import { methodsFor } from './methods-for.js';
import type { Extent } from './run-all.js';
import type { Beginnings, Subject } from './subject.js';
import { tableSubject } from './table-subject.js';

interface Opened {
  readonly subject: Subject;
  readonly beginnings?: Beginnings;
}

const DEFAULT_BUDGET = 60;
const DEFAULT_INITIAL = 10;

/** @throws {InvalidArgumentError} options that do not go together */
export async function openSubject(options: BacktestOptions): Promise<{ subject: Subject; extent: Extent }> {
  const { table, problem, functions, designs, initial } = options;
  const given = [table, problem, functions].filter((one) => one !== undefined).length;
  if (given !== 1) throw new InvalidArgumentError('give one of --table, --problem and --functions.');
  if (designs !== undefined && initial !== undefined) {
    throw new InvalidArgumentError('--designs says where runs begin: leave --initial out.');
  }
  const opened = await open(options);
  return withExtent(opened, options);
}

async function open(options: BacktestOptions): Promise<Opened> {
  const { problem, functions, designs } = options;
  const files = tableFiles(options);
  if (files) {
    const subject = await tableSubject(files.table, files.space);
    if (designs === undefined) return { subject };
    return { subject, beginnings: rowBeginnings(designs, subject.task, readTableEntry(designs)) };
  }
  if (functions === undefined) return openProblem(problem!, designs);
  const subject = await functionSubject(functions);
  if (designs === undefined) return { subject };
  return {
    subject,
    beginnings: beginningsOf(designs, subject.task.space, readProblemEntry(designs, functions)),
  };
}

function openProblem(name: string, designs: string | undefined): Opened {
  const problem = Object.hasOwn(problems, name) ? problems[name] : undefined;
  if (!problem) {
    const names = Object.keys(problems);
    const meant = nearest(name, names);
    const hint = meant === undefined ? `expected one of ${names.join(', ')}` : `did you mean ${meant}?`;
    throw new InvalidArgumentError(`no problem is called ${name}: ${hint}`);
  }
  if (designs === undefined) return { subject: { about: name, task: problemTask(problem), notes: [] } };
  const entry = readProblemEntry(designs, name);
  const task = problemTask(problem, entry.noise);
  const known = typeof entry.best_known === 'number' ? { bestKnown: entry.best_known } : {};
  return {
    subject: { about: name, task, notes: [], ...known },
    beginnings: beginningsOf(designs, problem.space, entry),
  };
}

function withExtent(
  { subject, beginnings }: Opened,
  options: BacktestOptions,
): { subject: Subject; extent: Extent } {
  const { methods, notes: unfit } = methodsFor(subject.task.space, options.methods);
  const rows = subject.task.among?.length ?? Infinity;
  const asked = options.budget ?? beginnings?.budget ?? DEFAULT_BUDGET;
  const budget = Math.min(asked, rows);
  const seeds = Math.min(options.seeds, beginnings?.points.length ?? Infinity);
  const initial =
    beginnings?.points[0]?.length ?? options.initial ?? Math.min(DEFAULT_INITIAL, Math.floor(budget / 2));
  if (initial >= budget) {
    throw new InvalidArgumentError(
      `${initial} initial experiments leave nothing to choose of a budget of ${budget}.`,
    );
  }
  const notes = [
    ...unfit,
    ...(budget < asked && options.budget !== undefined
      ? [`there are ${rows} points: runs end there, not at ${asked} experiments`]
      : []),
    ...(seeds < options.seeds ? [`the designs begin ${seeds} runs: as many seeds were run`] : []),
  ];
  return {
    subject: { ...subject, notes: [...subject.notes, ...notes] },
    extent: { budget, initial, seeds, batch: options.batch, methods, ...(beginnings && { beginnings }) },
  };
}
