/** Our planner against whichever public library does best on each problem: the hardest comparison that can be made. */
import { holm } from '../../planner/backtest/signed-rank.js';
import { quantile } from '../../planner/backtest/statistics.js';
import { compare, countsOf } from './comparison.js';
import { regrets, type Row } from './report.js';

/** Fewer runs cannot tell: the exact, two-sided p of five pairs is 1/16 at least. */
const LEAST_RUNS = 6;
const LEVEL = 0.05;

/** One line per problem as Markdown, and how many are clearly ahead. */
export function toBestLibraryTable(rows: readonly Row[]): string {
  const problems = [...new Set(rows.map(({ problem }) => problem))];
  const duels = problems.flatMap((problem) => {
    const [ours, best] = [ownOf(rows, problem), bestOf(rows, problem)];
    return ours && best ? compare(best, rows).map((comparison) => ({ ours, best, comparison })) : [];
  });
  const corrected = holm(duels.map(({ comparison }) => comparison.p));
  const lines = duels.map(({ ours, best, comparison }, i) => {
    const { problem, reference, seeds, p } = comparison;
    return `| ${problem} | ${reference} | ${ends(ours)} | ${ends(best)} | ${seeds} | ${countsOf(comparison)} | ${p.toPrecision(2)} | ${corrected[i]!.toPrecision(2)} |`;
  });
  const ahead = duels.filter(
    ({ comparison }, i) => comparison.difference < 0 && corrected[i]! < LEVEL,
  ).length;
  return [
    '| problem | library | ours: median, 90th percentile | theirs | pairs | ours better, equal, worse | p | p after Holm |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
    '',
    `Significantly better than the best library (p after Holm below ${LEVEL}) on ${ahead} of ${duels.length} problems.`,
  ].join('\n');
}

function ownOf(rows: readonly Row[], problem: string): Row | undefined {
  return rows.find((row) => row.own && row.problem === problem && row.method === 'interphase');
}

/** Random search is no library. */
function bestOf(rows: readonly Row[], problem: string): Row | undefined {
  const frozen = rows.filter((row) => !row.own && row.problem === problem && row.method !== 'random');
  const libraries = frozen.filter(({ runs }) => runs.length >= LEAST_RUNS);
  return libraries.sort((a, b) => quantile(regrets(a), 0.5) - quantile(regrets(b), 0.5))[0];
}

/** Hypervolumes as such: their worst tenth is the lower one. */
function ends(row: Row): string {
  const sign = row.isFront ? -1 : 1;
  return [0.5, 0.9].map((p) => (sign * quantile(regrets(row), p)).toPrecision(3)).join(', ');
}
