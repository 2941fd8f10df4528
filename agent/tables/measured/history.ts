/** A measured table as what the planner's models learn from. */
import { seededRng } from '../../../core/rng.js';
import { STAGE } from '../../../planner/backtest/task.js';
import type { PlanRequest } from '../../../planner/planner.js';
import type { MeasuredTable } from './measured-table.js';

/** Each fit costs the cube of the rows, and what is learned from more hardly differs. */
const MOST_ROWS = 250;

export interface TableHistory {
  readonly known: Pick<PlanRequest, 'space' | 'observations' | 'failures'>;
  readonly notes: readonly string[];
}

/** All rows, or as many as can be learned from, drawn by chance. */
export function tableHistory({ space, objectives, rows, notes }: MeasuredTable): TableHistory {
  const used = rows.length > MOST_ROWS ? drawn(rows) : rows;
  return {
    known: {
      space,
      observations: used.flatMap(({ parameters, values }) => {
        if (!values) return [];
        const results = objectives.map(({ name }, k) => [name, { value: values[k]! }] as const);
        return [{ parameters, results: Object.fromEntries(results) }];
      }),
      failures: used.flatMap(({ parameters, values }) => (values ? [] : [{ parameters, stage: STAGE }])),
    },
    notes: [
      ...notes,
      ...(used === rows ? [] : [`learned from ${MOST_ROWS} of ${rows.length} rows, drawn by chance`]),
    ],
  };
}

function drawn<R>(rows: readonly R[]): R[] {
  const rng = seededRng('rows of a table');
  return rows
    .map((row) => ({ row, at: rng.uniform() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, MOST_ROWS)
    .map(({ row }) => row);
}
