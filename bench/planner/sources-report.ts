import { mean, quantile } from '../statistics.js';
import type { PaperScore } from './papers.js';
import type { Arm, SourcesRun } from './run-sources.js';

export interface SourcesRow {
  readonly problem: string;
  readonly budget: number;
  readonly arm: Arm;
  readonly runs: readonly SourcesRun[];
}

export interface PaperRow {
  readonly knowsPapers: boolean;
  readonly scores: readonly PaperScore[];
}

/** The figures as a page. */
export function toSourcesReport(
  { rows, papers }: { rows: readonly SourcesRow[]; papers: readonly PaperRow[] },
  { date, command }: { date: string; command: string },
): string {
  return [
    '# Several sources: what cheap ones are worth, and what is said of unseen laboratories',
    '',
    `${date}, \`${command}\``,
    ...(rows.length > 0 ? ['', ...sourcesSection(rows)] : []),
    ...(papers.length > 0 ? ['', ...papersSection(papers)] : []),
    '',
  ].join('\n');
}

function sourcesSection(rows: readonly SourcesRow[]): string[] {
  return [
    '## Purchases at equal cost',
    '',
    'A true value costs 1, one of a cheap source 0.1; the start is d + 2 true values, the same for all arms of a seed.',
    'Regret: true value of the recipe recommended when the budget is spent, over the best known. Branin is divided by 50.',
    'The bad source is the function mirrored at the centre (rank correlation with the truth 0.08 and -0.06). True values',
    'come whole, so that the trial of a source that turns out useless costs one of them: `one value fewer` is that alone.',
    '',
    '| problem | budget | sources | seeds | regret, median [quartiles] | true values | cheap values | CPU s a run |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(sourcesLine),
  ];
}

function sourcesLine({ problem, budget, arm, runs }: SourcesRow): string {
  const regrets = runs.map(({ regret }) => regret);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((p) => quantile(regrets, p).toExponential(1));
  const countOf = (names: readonly string[]): string =>
    mean(runs.map(({ counts }) => names.reduce((sum, name) => sum + (counts[name] ?? 0), 0))).toFixed(1);
  const cells = [problem, budget, arm, runs.length, `${middle!} [${low!}, ${high!}]`];
  const counts = [countOf(['high']), countOf(['low', 'uninformative'])];
  return `| ${[...cells, ...counts, mean(runs.map(({ cpuS }) => cpuS)).toFixed(1)].join(' | ')} |`;
}

function papersSection(papers: readonly PaperRow[]): string[] {
  return [
    '## Laboratories not seen before',
    '',
    'CALiSol-23, log10 of conductivity, standardised: 300 values, at most 25 a paper, from three quarters of 27 papers; up',
    'to 600 values of the other papers are predicted. Means over splits.',
    '',
    '| model | splits | RMSE | within 90 % interval | negative log density |',
    '|---|---|---|---|---|',
    ...papers.map(({ knowsPapers, scores }) => {
      const average = (pick: (score: PaperScore) => number): string => mean(scores.map(pick)).toFixed(3);
      const cells = [average((s) => s.rmse), average((s) => s.coverage90), average((s) => s.logLoss)];
      return `| ${[knowsPapers ? 'bias of each paper' : 'no source term', scores.length, ...cells].join(' | ')} |`;
    }),
  ];
}
