/** Our planner against each reference, run by run from the same initial designs. */
import { holm, signedRank, type SignedRank } from '../../planner/backtest/signed-rank.js';
import { quantile } from '../../planner/backtest/statistics.js';
import { pairsOf } from './pairs.js';
import type { Row } from './report.js';

/** Frozen values have six decimal places: what is closer is not told apart. */
const SAME = 1e-6;

export interface Comparison extends SignedRank {
  readonly problem: string;
  readonly reference: string;
  readonly seeds: number;
  /** Median of our final regret minus theirs. */
  readonly difference: number;
}

/** One line per reference and problem as Markdown. */
export function toComparisonTable(rows: readonly Row[]): string {
  const references = [...new Set(rows.filter(({ own }) => !own).map(({ method }) => method))];
  const lines = references.flatMap((reference) => {
    const compared = rows
      .filter((row) => !row.own && row.method === reference)
      .flatMap((row) => compare(row, rows));
    const corrected = holm(compared.map(({ p }) => p));
    return compared.map((one, i) => lineOf(one, corrected[i]!));
  });
  return [
    '| reference | problem | pairs | ours better, equal, worse | median difference | p | p after Holm |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

/** Ours and theirs on one problem; nothing where no runs began alike. */
export function compare(reference: Row, rows: readonly Row[]): Comparison[] {
  const differences = pairsOf(reference, rows).map(({ ours, theirs }) =>
    differenceOf(ours.best.at(-1) ?? Infinity, theirs.best.at(-1) ?? Infinity),
  );
  if (differences.length === 0) return [];
  const difference = quantile(differences, 0.5);
  const { problem, method } = reference;
  return [{ ...signedRank(differences), problem, reference: method, seeds: differences.length, difference }];
}

function differenceOf(ours: number, theirs: number): number {
  return ours === theirs || Math.abs(ours - theirs) <= SAME ? 0 : ours - theirs;
}

function lineOf(
  { problem, reference, seeds, n, negative, difference, p }: Comparison,
  corrected: number,
): string {
  const counts = countsOf({ seeds, n, negative });
  return `| ${reference} | ${problem} | ${seeds} | ${counts} | ${difference.toPrecision(2)} | ${p.toPrecision(2)} | ${corrected.toPrecision(2)} |`;
}

/** How often ours was better, equal and worse. */
export function countsOf({ seeds, n, negative }: Pick<Comparison, 'seeds' | 'n' | 'negative'>): string {
  return `${negative}, ${seeds - n}, ${n - negative}`;
}
