import { mean, quantile } from '../../planner/backtest/statistics.js';
import { nameOf, regrets, type Row } from './report.js';

/** One line per problem of several objectives and method as Markdown. */
export function toFrontTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const volumes = regrets(row).map((loss) => Math.max(0, -loss));
    const [worst, low, middle, high] = [0.1, 0.25, 0.5, 0.75].map((p) => quantile(volumes, p).toPrecision(4));
    const cpuS = mean(row.runs.map((run) => run.cpu_s)).toFixed(1);
    return `| ${row.problem} | ${nameOf(row)} | ${volumes.length} | ${middle!} [${low!}, ${high!}] | ${worst!} | ${cpuS} |`;
  });
  return [
    '| problem | method | seeds | hypervolume: median [quartiles] | 10th percentile | CPU s per run, mean |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}
