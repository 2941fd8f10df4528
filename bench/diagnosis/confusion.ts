/** What was diagnosed, by what was true. */
import type { Trial } from './trial.js';

/** The class of an experiment in which nothing went wrong. */
export const HEALTHY = 'healthy';

/** A lost link and a lost power supply look alike from outside; a dead cell is how exfoliation ends. */
const ALIKE: Readonly<Record<string, readonly string[]>> = { 'power-loss': ['link-lost'] };

export interface Case {
  readonly id: string;
  readonly truth: string;
  readonly diagnosed: string;
}

/** Of several true causes the one that was diagnosed counts, or else the first. */
export function caseOf({ id, truths, failure }: Trial): Case {
  const causes: string[] = truths.map(({ cause }) => cause);
  const diagnosed = failure?.cause ?? HEALTHY;
  const met = causes.find((cause) => cause === diagnosed || ALIKE[cause]?.includes(diagnosed) === true);
  return { id, truth: met ?? causes[0] ?? HEALTHY, diagnosed: met ?? diagnosed };
}

export interface Class {
  readonly truth: string;
  readonly count: number;
  readonly agreed: number;
  /** How often each wrong class was named, most often first. */
  readonly mistaken: readonly (readonly [string, number])[];
}

export function classesOf(cases: readonly Case[]): Class[] {
  const truths = [...new Set(cases.map(({ truth }) => truth))].sort();
  return truths.map((truth) => {
    const own = cases.filter((one) => one.truth === truth);
    const wrong = own.filter(({ diagnosed }) => diagnosed !== truth).map(({ diagnosed }) => diagnosed);
    const mistaken = [...new Set(wrong)]
      .map((name) => [name, wrong.filter((other) => other === name).length] as const)
      .sort((a, b) => b[1] - a[1]);
    return { truth, count: own.length, agreed: own.length - wrong.length, mistaken };
  });
}

/** Mean over the classes of the share diagnosed right, 1. */
export function macroAverage(classes: readonly Class[]): number {
  return classes.reduce((sum, { agreed, count }) => sum + agreed / count, 0) / classes.length;
}
