/** A backtest as a table for people. */
import { seededRng } from '../../../core/rng.js';
import type { BacktestResult, BacktestRun } from '../../../planner/backtest/result.js';
import { signedRank } from '../../../planner/backtest/signed-rank.js';
import { mean, medianInterval, quantile } from '../../../planner/backtest/statistics.js';
import { signOf } from '../../../planner/targets.js';
import { formatTable } from '../table.js';

export function toText(result: BacktestResult): string {
  const { subject, complete, seeds, initial, budget, batch, objectives, notes } = result;
  const aims = objectives.map(({ name, direction }) => `${direction} ${name}`).join(', ');
  const done = Math.min(...Object.values(result.methods).map(({ runs }) => runs.length));
  const each = batch === 1 ? 'one after the other' : `${batch} at a time`;
  return [
    `${subject}: ${aims}`,
    `${done}${complete ? '' : ` of ${seeds}`} seeds, ${budget} experiments each, ${each}; the first ${initial} are the same for all methods`,
    '',
    methodTable(result),
    '',
    ...comparisons(result),
    ...notes.map((note) => `note: ${note}`),
    ...runNotes(result),
    ...(complete ? [] : ['stopped before all seeds were through: only whole runs are counted']),
  ].join('\n');
}

function methodTable(result: BacktestResult): string {
  const { tops, objectives } = result;
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    { title: 'method' },
    right('seeds'),
    right(`${objectives.length > 1 ? 'hypervolume' : 'best at the end'}, median`),
    right('95 %'),
    ...(tops ? [right('experiments to top 1 %'), right('to top 5 %')] : []),
    right('failed'),
    right('s per proposal'),
    right('MiB'),
  ];
  const rows = Object.entries(result.methods).map(([name, { runs }]) =>
    runs.length === 0 ? [name, '0'] : methodRow(name, runs, result),
  );
  return formatTable(columns, rows);
}

function methodRow(name: string, runs: readonly BacktestRun[], result: BacktestResult): string[] {
  const ends = runs.map((run) => endOf(run, result));
  const [low, high] = medianInterval(ends, seededRng('median'));
  const top = (of: (run: BacktestRun) => number | null | undefined): string => {
    const reached = runs.filter((run) => typeof of(run) === 'number').length;
    const median = quantile(
      runs.map((run) => of(run) ?? Infinity),
      0.5,
    );
    return `${Number.isFinite(median) ? median : `> ${result.budget}`} (${reached} of ${runs.length})`;
  };
  return [
    name,
    String(runs.length),
    digits(quantile(ends, 0.5)),
    `${digits(low)} to ${digits(high)}`,
    ...(result.tops ? [top((run) => run.to_top_1), top((run) => run.to_top_5)] : []),
    mean(runs.map(({ failed }) => failed)).toFixed(1),
    quantile(
      runs.map(({ proposal_s: { median } }) => median),
      0.5,
    ).toPrecision(2),
    String(Math.max(...runs.map(({ memory_mib }) => memory_mib))),
  ];
}

/** A run without any success ends infinitely far from the aim. */
function endOf({ best }: BacktestRun, result: BacktestResult): number {
  return best.at(-1) ?? signOfEnd(result) * Infinity;
}

/** What turns the end of a run into a loss: of hypervolumes more is better. */
function signOfEnd({ objectives: [objective, ...others] }: BacktestResult): 1 | -1 {
  return others.length > 0 ? -1 : signOf(objective!);
}

/** The planner against each other method, seed by seed. */
function comparisons(result: BacktestResult): string[] {
  const ours = result.methods['interphase']?.runs ?? [];
  const others = Object.entries(result.methods).filter(([name]) => name !== 'interphase');
  const lines = others.flatMap(([name, { runs }]) => {
    const pairs = ours.flatMap((run) => {
      const other = runs.find(({ seed }) => seed === run.seed);
      return other ? [lossOf(run, result) - lossOf(other, result)].map((d) => (Number.isNaN(d) ? 0 : d)) : [];
    });
    if (pairs.length === 0) return [];
    const { n, negative, p } = signedRank(pairs);
    const what = result.tops ? 'sooner at the best 1 %' : 'better at the end';
    return [
      `interphase against ${name}: ${what} in ${negative} of ${pairs.length} pairs, equal in ${pairs.length - n}; signed-rank p = ${p.toPrecision(2)}`,
    ];
  });
  return lines.length === 0 ? [] : [...lines, ''];
}

/** Smaller is better: experiments to the best 1 % where that is known (one more than the budget: not reached). */
function lossOf(run: BacktestRun, result: BacktestResult): number {
  if (result.tops) return run.to_top_1 ?? result.budget + 1;
  return signOfEnd(result) * endOf(run, result);
}

function runNotes({ methods }: BacktestResult): string[] {
  return Object.entries(methods).flatMap(([name, { runs }]) => {
    const seedsOf = new Map<string, number[]>();
    for (const { seed, notes = [] } of runs)
      for (const note of notes) seedsOf.set(note, [...(seedsOf.get(note) ?? []), seed]);
    return [...seedsOf].map(
      ([note, seeds]) =>
        `note: ${name}, seed ${seeds.slice(0, 8).join(', ')}${seeds.length > 8 ? ` and ${seeds.length - 8} more` : ''}: ${note}`,
    );
  });
}

function digits(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : 'none';
}
