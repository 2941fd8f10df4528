/** Searches over measured tables, as a section of the report. */
import { signedRank } from '../../planner/backtest/signed-rank.js';
import { mean, quantile } from '../statistics.js';
import { CODES, type Code } from './mixture.js';
import { BEGINNING, search, type Found, type Searched } from './search.js';

type Runs = Readonly<Record<Code, readonly Found[]>>;

export async function searchSection(
  tables: Readonly<Record<string, Searched | undefined>>,
  seeds: number,
): Promise<string> {
  const lines: string[] = [];
  for (const [title, table] of Object.entries(tables)) {
    if (table === undefined) continue;
    const runs = await runsOf(table, seeds);
    for (const code of CODES) lines.push(line(`${title}, ${table.rows.length} rows`, code, runs));
  }
  return `## Searches

Experiments until the planner reached the best 1 % and 5 % of a measured table, one after the other, from the same ${BEGINNING} rows drawn by
lot; ${seeds} seeds, paired. Sooner and later: pairs against \`names\`; p by signed rank. CPU of a whole run.

| table | features | to top 1 %: median (mean) | sooner, later | p | to top 5 %: median (mean) | sooner, later | p | CPU, s |
|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
}

async function runsOf(table: Searched, seeds: number): Promise<Runs> {
  const runs: Record<Code, Found[]> = { names: [], 'names and atoms': [] };
  for (let seed = 0; seed < seeds; seed++) {
    for (const code of CODES) runs[code].push(await search(table, code, seed));
  }
  return runs;
}

function line(title: string, code: Code, runs: Runs): string {
  const cells = (['top1', 'top5'] as const).flatMap((top) => {
    const counts = runs[code].map((run) => run[top]);
    const figures = `${quantile(counts, 0.5)} (${mean(counts).toFixed(1)})`;
    if (code === 'names') return [figures, '', ''];
    const differences = counts.map((count, seed) => count - runs.names[seed]![top]);
    const [sooner, later] = [
      differences.filter((d) => d < 0).length,
      differences.filter((d) => d > 0).length,
    ];
    return [figures, `${sooner}, ${later}`, signedRank(differences).p.toPrecision(2)];
  });
  const cpuS = mean(runs[code].map((run) => run.cpuS));
  return `| ${[title, code, ...cells, cpuS.toFixed(1)].join(' | ')} |`;
}
