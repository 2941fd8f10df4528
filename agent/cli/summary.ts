/** The summary a run ends with: each experiment, what was predicted, what came out, and why what failed did. */
import type { Report, ReportedExperiment } from '../campaign/report.js';
import { formatDuration } from './duration.js';
import { formatTable, type Column } from './table.js';

export function formatSummary(report: Report): string {
  const { objective, best, labTimeS } = report;
  const rows = report.experiments.map((experiment) => row(experiment));
  const failures = Object.entries(report.failures).map(([cause, count]) => `${cause} ${count}`);
  return [
    `${report.campaign}: ${objective.direction} ${objective.quantity} (${objective.unit})`,
    '',
    formatTable(columns(objective.unit), rows),
    '',
    best
      ? `best     ${best.value.toFixed(3)} ${objective.unit} in ${best.id}`
      : 'best     nothing was measured',
    `failed   ${failures.length > 0 ? failures.join(', ') : 'none'}`,
    `lasted   ${formatDuration(labTimeS)} of lab time`,
  ].join('\n');
}

function columns(unit: string): Column[] {
  return [
    { title: 'exp' },
    { title: `predicted / ${unit}`, align: 'right' },
    { title: `came out / ${unit}`, align: 'right' },
    { title: 'z', align: 'right' },
    { title: 'end' },
    { title: 'recipe' },
  ];
}

function row(experiment: ReportedExperiment): string[] {
  const { id, attempt, predicted, observed, zScore, parameters } = experiment;
  return [
    attempt > 1 ? `${id} (try ${attempt})` : id,
    predicted ? `${predicted.mean.toFixed(2)} ± ${predicted.sd.toFixed(2)}` : 'no model yet',
    observed ? `${observed.value.toFixed(2)} ± ${observed.sd.toFixed(2)}` : '-',
    zScore === null ? '' : zScore.toFixed(1),
    endOf(experiment),
    describeRecipe(parameters),
  ];
}

function endOf({ status, failure, validity }: ReportedExperiment): string {
  if (failure) return `${status}: ${failure.cause} at ${failure.stage} (${failure.attribution})`;
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
