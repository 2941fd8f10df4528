/** The summary a run ends with: each experiment, what was predicted, what came out, and why what failed did. */
import type { Report, ReportedExperiment, ReportedResult } from '../campaign/report.js';
import { formatDuration } from './duration.js';
import { formatTable, type Column } from './table.js';

export function formatSummary(report: Report): string {
  const { objectives, labTimeS } = report;
  const rows = report.experiments.map((experiment) => row(experiment));
  const aims = objectives.map(({ direction, quantity, unit }) => `${direction} ${quantity} (${unit})`);
  return [
    `${report.campaign}: ${aims.join(', ')}`,
    '',
    formatTable(columns(objectives), rows),
    '',
    ...bestLines(report),
    `failed   ${byCause(report.failures) || 'none'}`,
    ...(Object.keys(report.findings).length > 0 ? [`found    ${byCause(report.findings)}`] : []),
    `lasted   ${formatDuration(labTimeS)} of lab time`,
  ].join('\n');
}

function byCause(counts: Report['failures']): string {
  return Object.entries(counts)
    .map(([cause, count]) => `${cause} ${count}`)
    .join(', ');
}

/** One line for the best of one objective, or one for each experiment of the Pareto front. */
function bestLines({ best, objectives }: Report): string[] {
  if (best.length === 0) return ['best     nothing was measured'];
  const lines = best.map(({ id, values }) => {
    const texts = values.map((value, k) => `${value.toFixed(3)} ${objectives[k]!.unit}`);
    return `${texts.join(', ')} in ${id}`;
  });
  if (objectives.length === 1) return [`best     ${lines[0]!}`];
  return lines.map((line, k) => `${k === 0 ? 'front   ' : '        '} ${line}`);
}

function columns(objectives: Report['objectives']): Column[] {
  return [
    { title: 'exp' },
    ...objectives.flatMap(({ quantity, unit }): Column[] => [
      { title: `${objectives.length === 1 ? '' : `${quantity}, `}predicted / ${unit}`, align: 'right' },
      { title: `came out / ${unit}`, align: 'right' },
      { title: 'z', align: 'right' },
    ]),
    { title: 'end' },
    { title: 'recipe' },
  ];
}

function row(experiment: ReportedExperiment): string[] {
  const { id, attempt, results, parameters } = experiment;
  return [
    attempt > 1 ? `${id} (try ${attempt})` : id,
    ...results.flatMap(({ predicted, observed, limit, zScore }) => [
      predicted ? `${predicted.mean.toFixed(2)} ± ${predicted.sd.toFixed(2)}` : 'no model yet',
      cameOut(observed, limit),
      zScore === null ? '' : zScore.toFixed(1),
    ]),
    endOf(experiment),
    describeRecipe(parameters),
  ];
}

function cameOut(observed: ReportedResult['observed'], limit?: ReportedResult['limit']): string {
  if (limit) return `${limit.side} ${limit.value.toFixed(2)}`;
  return observed ? `${observed.value.toFixed(2)} ± ${observed.sd.toFixed(2)}` : '-';
}

function endOf({ status, failure, validity, broken }: ReportedExperiment): string {
  if (failure) return `${status}: ${failure.cause} at ${failure.stage} (${failure.attribution})`;
  if (broken.length > 0) return `${status}: ${broken.join('; ')}`;
  return validity?.status === 'suspect' ? `${status}, suspect` : status;
}

/** The recipe in short: what is there, without the prefixes; zero shares are left out. */
export function describeRecipe(parameters: ReportedExperiment['parameters']): string {
  return Object.entries(parameters)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => {
      const short =
        name.startsWith('formation.') || name.startsWith('cycling.') ? name : name.replace(/^[^.]*\./, '');
      return `${short} ${typeof value === 'number' ? Number(value.toPrecision(3)) : value}`;
    })
    .join(' ');
}
