/** A measured table as what the planner's models learn from. */
import { seededRng } from '../../../core/rng.js';
import type { PoolRow } from '../../../planner/backtest/pool.js';
import { STAGE } from '../../../planner/backtest/task.js';
import type { PlanRequest } from '../../../planner/request.js';
import type { MeasuredTable } from './measured-table.js';

/** Each fit costs the cube of the rows, and what is learned from more hardly differs. */
const MOST_ROWS = 250;

export interface TableHistory {
  /** Values of other sources say which; the others are those of the source that is used. */
  readonly known: Pick<PlanRequest, 'space' | 'observations' | 'failures' | 'lowFidelity'>;
  readonly notes: readonly string[];
}

/** All rows, or as many as can be learned from, drawn by chance; the same of other sources. */
export function tableHistory(table: MeasuredTable): TableHistory {
  const { space, objectives, rows, notes } = table;
  const used = drawn(rows);
  const others = toldElsewhere(table);
  return {
    known: {
      ...{ space, lowFidelity: others.lowFidelity },
      observations: [...used.flatMap((row) => resultsOf(objectives, row)), ...others.observations],
      failures: used.flatMap(({ parameters, values }) => (values ? [] : [{ parameters, stage: STAGE }])),
    },
    notes: [
      ...notes,
      ...(used.length === rows.length
        ? []
        : [`learned from ${MOST_ROWS} of ${rows.length} rows, drawn by chance`]),
      ...others.notes,
    ],
  };
}

export interface ToldElsewhere extends Required<Pick<PlanRequest, 'observations' | 'lowFidelity'>> {
  readonly notes: readonly string[];
}

/** What rows of other sources say: all of them, or as many as can be learned from. */
export function toldElsewhere({
  objectives,
  elsewhere,
  lowFidelity,
}: Pick<MeasuredTable, 'objectives' | 'elsewhere' | 'lowFidelity'>): ToldElsewhere {
  const used = drawn(elsewhere);
  return {
    lowFidelity,
    observations: used.flatMap((row) =>
      resultsOf(objectives, row).map((one) => ({ ...one, source: row.source })),
    ),
    notes:
      used.length === elsewhere.length
        ? []
        : [`learned from ${MOST_ROWS} of ${elsewhere.length} rows of other sources, drawn by chance`],
  };
}

function resultsOf(
  objectives: MeasuredTable['objectives'],
  { parameters, values }: PoolRow,
): PlanRequest['observations'] {
  if (!values) return [];
  const results = objectives.map(({ name }, k) => [name, { value: values[k]! }] as const);
  return [{ parameters, results: Object.fromEntries(results) }];
}

function drawn<R>(rows: readonly R[]): readonly R[] {
  if (rows.length <= MOST_ROWS) return rows;
  const rng = seededRng('rows of a table');
  return rows
    .map((row) => ({ row, at: rng.uniform() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, MOST_ROWS)
    .map(({ row }) => row);
}
