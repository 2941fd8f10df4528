/** A person's own function as something to be searched. */
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { coordinatesOf } from '../../../planner/backtest/problem-task.js';
import type { Answer, Task } from '../../../planner/backtest/task.js';
import type { Space } from '../../../planner/space/space.js';
import { FileError } from '../../files/file-error.js';
import { counted } from '../../tables/counted.js';
import type { Subject } from './subject.js';

type Measure = (x: readonly number[], index: number) => unknown;

const exportsSchema = z
  .object({
    dimensions: z.int('expected how many numbers measure(x) takes').min(1).max(1000),
    bounds: z.array(z.tuple([z.number(), z.number()], 'expected [least, largest]')),
    measure: z.custom<Measure>((value) => typeof value === 'function', 'expected a function of (x, i)'),
    direction: z.enum(['minimise', 'maximise']).default('minimise'),
  })
  .check(({ value: { dimensions, bounds }, issues }) => {
    if (bounds.length !== dimensions) {
      const message = `expected ${dimensions} pairs, one a dimension, found ${bounds.length}`;
      issues.push({ code: 'custom', message, input: bounds, path: ['bounds'] });
    }
    bounds.forEach((pair, k) => {
      if (pair[0] < pair[1]) return;
      const message = `expected the least below the largest, found ${pair.join(', ')}`;
      issues.push({ code: 'custom', message, input: pair, path: ['bounds', k] });
    });
  });

/** @throws {FileError} the module cannot be loaded, or does not export what is needed */
export async function functionSubject(path: string): Promise<Subject> {
  const loaded: unknown = await import(pathToFileURL(resolve(path)).href).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new FileError(path, `expected a JavaScript module (${why})`, { cause });
  });
  const read = exportsSchema.safeParse({ ...(loaded as object) });
  if (!read.success) {
    const issues = read.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`);
    throw new FileError(path, `expected exports dimensions, bounds and measure; ${issues.join('; ')}`);
  }
  const { bounds, measure, direction } = read.data;
  const variables = bounds.map(([min, max], k) => {
    return { name: `x${k + 1}`, kind: 'continuous' as const, min, max, scale: 'linear' as const };
  });
  const space: Space = { blocks: [], variables, constraints: [] };
  const faults = new Set<string>();
  const task: Task = {
    space,
    objectives: [{ name: 'value', direction }],
    measure: async (parameters, { index }) => ({
      answer: await answerOf(path, measure, coordinatesOf(space, parameters), { index, faults }),
    }),
  };
  return { about: `${basename(path)}, ${counted(bounds.length, 'dimension')}`, task, notes: [], faults };
}

/** A throw, null or a number that is not finite is a failed experiment; anything else is a mistake of the function. */
async function answerOf(
  path: string,
  measure: Measure,
  x: readonly number[],
  { index, faults }: { readonly index: number; readonly faults: Set<string> },
): Promise<Answer | null> {
  let value: unknown;
  try {
    value = await measure(x, index);
  } catch (error) {
    // A mistake in the function looks like a failed experiment: what was thrown is told at the end.
    if (faults.size < 3)
      faults.add(`measure threw: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
  if (value === null) return null;
  if (typeof value !== 'number') {
    throw new FileError(
      path,
      `measure gave ${typeof value} in experiment ${index}: expected a number, or null for a failure`,
    );
  }
  return Number.isFinite(value) ? { observed: [value], truth: [value] } : null;
}
