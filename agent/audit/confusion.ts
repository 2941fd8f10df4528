/** What truly happened against what was said, counted: rows are truths, columns are diagnoses. Pure. */

/** One experiment. `NOTHING` stands for no fault, and for no failure. */
export interface Verdict {
  readonly truth: string;
  readonly said: string;
}

export const NOTHING = 'nothing';

export interface Confusion {
  /** Of rows and columns alike: `nothing` first, the others by name. */
  readonly causes: readonly string[];
  /** `counts[t][s]`: experiments in which `causes[t]` happened and `causes[s]` was said. */
  readonly counts: readonly (readonly number[])[];
  /** Share of the experiments with this truth that were told right, 0 to 1; null where it never happened. */
  readonly recall: readonly (number | null)[];
  /** Share of all experiments that were told right; null without any. */
  readonly accuracy: number | null;
  /** Mean recall of the truths that happened: a rare cause counts as much as a common one. */
  readonly macroAverage: number | null;
}

export function confusionOf(verdicts: readonly Verdict[]): Confusion {
  const named = new Set(verdicts.flatMap(({ truth, said }) => [truth, said]));
  named.delete(NOTHING);
  const causes = [NOTHING, ...[...named].sort()];
  const index = new Map(causes.map((cause, k) => [cause, k]));
  const counts = causes.map(() => causes.map(() => 0));
  for (const { truth, said } of verdicts) counts[index.get(truth)!]![index.get(said)!]! += 1;
  const recall = counts.map((row, k) => share(row[k]!, sum(row)));
  const right = sum(counts.map((row, k) => row[k]!));
  const occurred = recall.filter((value) => value !== null);
  return {
    causes,
    counts,
    recall,
    accuracy: share(right, verdicts.length),
    macroAverage: share(sum(occurred), occurred.length),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
