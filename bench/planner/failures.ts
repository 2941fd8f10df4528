/** What failed on the way to what each reference ended with, from the same initial designs. */
import { mean } from '../../planner/backtest/statistics.js';
import { pairsOf } from './pairs.js';
import type { OwnRun, Row } from './report.js';

/** One line per failure problem and reference as Markdown. */
export function toFailureTable(rows: readonly Row[]): string {
  const lines = rows
    .filter(({ own, failures }) => failures && !own)
    .flatMap((reference) => {
      const pairs = pairsOf(reference, rows);
      if (pairs.length === 0) return [];
      const theirs = mean(pairs.map((one) => one.theirs.failed));
      const own = mean(pairs.map((one) => failedUntil(one.ours, one.theirs.best.at(-1) ?? Infinity)));
      const share = (own / theirs).toFixed(2);
      return [
        `| ${reference.problem} | ${reference.method} | ${pairs.length} | ${theirs.toFixed(1)} | ${own.toFixed(1)} | ${share} |`,
      ];
    });
  return [
    '| problem | reference | pairs | failed runs, mean | ours until as good, mean | share |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

/** Failed runs after the initial design until a value is reached; all of them where it is not. */
export function failedUntil({ best, failed, y = [] }: OwnRun, value: number): number {
  const failures = (observed: OwnRun['y'] = []): number => observed.filter((one) => one === null).length;
  const reached = best.findIndex((one) => one !== null && one <= value);
  const after = reached < 0 ? 0 : failures(y.slice(reached + 1));
  return Math.max(0, failed - after);
}
