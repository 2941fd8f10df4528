import type { Predicted } from './cross-validate.js';
import { EXPERTS } from './cross-validate.js';
import type { Dataset } from './dataset.js';
import type { Scores } from './scores.js';
import { scoresOf } from './scores.js';
import type { Timing } from './timing.js';

/** Of one split. */
export const FOLDS = 5;

export interface Results {
  readonly datasets: readonly { readonly dataset: Dataset; readonly predictions: readonly Predicted[][] }[];
  readonly splits: number;
  readonly timings: readonly Timing[];
  /** `backend, version` of the cross-validation. */
  readonly engine: string;
}

const HEAD = `| data | inputs | model | RMSE | NLL | CRPS | c50 | c90 | weight of the ensemble |
|---|---|---|---|---|---|---|---|---|`;

function lines(dataset: Dataset, predictions: readonly Predicted[][]): string[] {
  return dataset.inputs.flatMap((inputs, k) =>
    EXPERTS.map((expert) => {
      const all = predictions[k]!.map(({ truth, by }) => ({ truth, mixture: by[expert] }));
      const share = expert === 'mixture' ? meanShare(predictions[k]!) : '';
      return `| ${dataset.name} | ${inputs.join(' + ')} | ${expert} | ${figures(scoresOf(all))} | ${share} |`;
    }),
  );
}

function figures({ rmse, nll, crps, c50, c90 }: Scores): string {
  return [rmse, nll, crps, c50, c90].map((value) => value.toFixed(3)).join(' | ');
}

function meanShare(predictions: readonly Predicted[]): string {
  return (predictions.reduce((sum, { share }) => sum + share, 0) / predictions.length).toFixed(2);
}

/** One row for each data set, inputs and model, all rows pooled. */
export function scoreTable({ datasets }: Results): string {
  return [HEAD, ...datasets.flatMap(({ dataset, predictions }) => lines(dataset, predictions))].join('\n');
}

function sourceList({ datasets }: Results): string {
  return datasets
    .map(({ dataset: { name, about, groupedBy, table, hash } }) => {
      const groups = new Set(table.groups).size;
      return `- ${name}: ${about}; ${table.rowCount} rows, ${groups} groups, one a ${groupedBy}; rows ${hash}`;
    })
    .join('\n');
}

function timeTable(timings: readonly Timing[]): string {
  const rows = timings.map(({ backend, stepMs, cold, warm, peakMiB }) => {
    const times = [cold, warm]
      .map((t) => `${t.steps} | ${t.cpuS.toFixed(1)} | ${t.wallS.toFixed(1)}`)
      .join(' | ');
    return `| ${backend} | ${stepMs.toFixed(1)} | ${times} | ${peakMiB.toFixed(0)} |`;
  });
  return [
    '| backend | self-test step, ms | cold: steps | CPU s | wall s | warm: steps | CPU s | wall s | peak memory, MiB |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** Groups of measured rows left out whole. */
export function toReport(results: Results): string {
  return `${results.engine}. Groups are left out whole, ${FOLDS} folds x ${results.splits} splits, all predictions pooled; figures in standard deviations of the target. The single
network is the first member of the ensemble. The mixture's weights are those that make labels held out within the training rows
likeliest, each at least 0.2. The Gaussian process is averaged over its hyperparameters as in the planner; where rows come from several
papers, it has a bias for each.

${sourceList(results)}

${scoreTable(results)}

On cui2024 the ensemble also learns from the first diagnostic of the training cells, which the Gaussian process has no place for; no
prediction is given it. The defaults of the training were chosen with one split of cui2024 in view.`;
}

export function toTimes(timings: readonly Timing[]): string {
  return `Training on 200 labelled and 2,000 unlabelled rows with five domains beside the recipe, and a warm start after 4 more results. CPU
time counts all threads; the memory is that of the whole process, compiler of the sources and library included.

${timeTable(timings)}`;
}
