/** What rows without a label are worth, by kind: `npx tsx bench/generative/gain.ts [--data simulated] [--splits 4]`. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import { seededRng, shuffled } from '../../core/rng.js';
import { blend, gaussian } from '../../planner/experts/mixture.js';
import { RECIPE } from '../../planner/generative/data/domain.js';
import type { Table } from '../../planner/generative/data/table.js';
import { rowsOf } from '../../planner/generative/data/table.js';
import type { Backend } from '../../planner/generative/engine/engine.js';
import { openEngine } from '../../planner/generative/engine/engine.js';
import { train } from '../../planner/generative/train.js';
import type { Dataset } from './dataset.js';
import { TARGET } from './dataset.js';
import { cui } from './datasets/cui.js';
import { simulated } from './datasets/simulated.js';
import type { Scores } from './scores.js';
import { scoresOf } from './scores.js';
import { writeSection } from './sections.js';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: 'simulated' },
    splits: { type: 'string', default: '4' },
    labels: { type: 'string', default: '50' },
    others: { type: 'string', default: '300' },
    backend: { type: 'string', default: 'auto' },
    shared: { type: 'string', default: join(root, '..', 'shared') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'generative.md') },
  },
});

const KINDS = ['labelled rows alone', 'and rows with other domains', 'and their recipes only'] as const;
type Kind = (typeof KINDS)[number];

const labels = Number(options.labels);
const dataset =
  options.data === 'cui2024'
    ? cui(join(options.shared, 'data'))
    : await simulated(labels + 2 * Number(options.others));
const engine = await openEngine({ backend: options.backend as Backend | 'auto', clock: new SystemClock() });
const scores: Record<Kind, Scores>[] = [];
for (let split = 0; split < Number(options.splits); split++) {
  scores.push(await scoresOfSplit(dataset, split));
  console.error(JSON.stringify(scores.at(-1)));
  writeSection(options.out, `What rows without a label add: ${dataset.name}`, toText());
}

/** The same labelled and test rows for each kind of others; the test rows know their recipe alone. */
async function scoresOfSplit({ schema, table }: Dataset, split: number): Promise<Record<Kind, Scores>> {
  const { labelled, others, test } = deal(table, split);
  const all = rowsOf(table, [...labelled, ...others]);
  const tables: Record<Kind, Table> = {
    'labelled rows alone': rowsOf(table, labelled),
    'and rows with other domains': hide(all, [TARGET]),
    'and their recipes only': hide(all, Object.keys(table.values)),
  };
  const found: Partial<Record<Kind, Scores>> = {};
  for (const kind of KINDS) {
    const clock = new SystemClock();
    const { model } = await train(engine, schema, tables[kind], { seed: String(split), clock });
    const { members } = await model.predict(rowsOf(table, test), TARGET, [RECIPE]);
    const mixtures = test.map((_, i) => {
      const parts = Array.from({ length: members.count }, (_part, m) =>
        gaussian(members.mean[m * test.length + i]!, members.variance[m * test.length + i]!),
      );
      const equal = parts.map(() => 1 / parts.length);
      return { truth: table.values[TARGET]![test[i]!]!, mixture: blend(parts, equal) };
    });
    found[kind] = scoresOf(mixtures);
  }
  return found as Record<Kind, Scores>;
}

/** Whole groups by chance: the labelled rows, the test rows, and the others. */
function deal(table: Table, split: number): { labelled: number[]; others: number[]; test: number[] } {
  const order = shuffled([...new Set(table.groups)], seededRng(`gain ${split}`));
  const rows = order.flatMap((group) =>
    [...table.groups.keys()].filter(
      (row) => table.groups[row] === group && !Number.isNaN(table.values[TARGET]![row]),
    ),
  );
  const rest = Math.min(Number(options.others), Math.floor((rows.length - labels) / 2));
  return {
    labelled: rows.slice(0, labels),
    others: rows.slice(labels, labels + rest),
    test: rows.slice(labels + rest),
  };
}

/** Without the values of some domains in the rows after the labelled ones. */
function hide(table: Table, domains: readonly string[]): Table {
  const values = Object.entries(table.values).map(([name, column]) => {
    const first = (labels * column.length) / table.rowCount;
    return [
      name,
      domains.includes(name) ? column.map((value, i) => (i < first ? value : NaN)) : column,
    ] as const;
  });
  return { ...table, values: Object.fromEntries(values) };
}

function toText(): string {
  const { labelled, others, test } = deal(dataset.table, 0);
  const paired = (kind: Kind): string => {
    const gains = scores.map((own) => own[KINDS[0]].nll - own[kind].nll);
    const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
    return `${mean.toFixed(3)} (${gains.map((gain) => gain.toFixed(2)).join(', ')})`;
  };
  const average = (kind: Kind, score: keyof Scores): string =>
    (scores.reduce((sum, own) => sum + own[kind][score], 0) / scores.length).toFixed(3);
  return `${engine.backend} (TensorFlow.js ${engine.version}). ${dataset.about}; ${labelled.length} labelled rows, ${others.length} others, ${test.length} to be foretold from the recipe alone by the ensemble,
${scores.length} splits. Figures in standard deviations of the target, means over splits; gain: NLL saved against the labelled rows alone
(by split).

| learned from | RMSE | NLL | CRPS | c90 | gain |
|---|---|---|---|---|---|
${KINDS.map((kind) => `| ${[kind, ...(['rmse', 'nll', 'crps', 'c90'] as const).map((score) => average(kind, score)), paired(kind)].join(' | ')} |`).join('\n')}`;
}
