/** Cycling records whose integrals are known exactly. */
import type { Recording } from '../../../agent/analysis/recording.js';
import { SERIES_COLUMNS, type Rows } from '../../../agent/analysis/series.js';

export const recording: Recording = { everyS: 60, restCurrentA: 1e-6 };

export interface Plan {
  readonly cycles: number;
  readonly currentA: number;
  /** Charge of cycle `n` (from 1), A s. */
  readonly chargeAs: (n: number) => number;
  readonly dischargeAs: (n: number) => number;
}

/** Constant-current cycles of straight voltage ramps, 3 to 4 V and back, with a rest between them. */
export function constantCurrentCycles({ cycles, currentA, chargeAs, dischargeAs }: Plan): number[][] {
  const rows: number[][] = [];
  let timeS = 0;
  const segment = (
    step: number,
    cycle: number,
    current: number,
    durationS: number,
    [fromV, toV]: number[],
  ): void => {
    const parts = Math.ceil(durationS / recording.everyS);
    for (let part = 0; part <= parts; part++) {
      const share = part / parts;
      rows.push([timeS + share * durationS, step, cycle, fromV! + share * (toV! - fromV!), current, 298.15]);
    }
    timeS += durationS;
  };
  for (let cycle = 1; cycle <= cycles; cycle++) {
    segment(1, cycle, currentA, chargeAs(cycle) / currentA, [3, 4]);
    segment(2, cycle, 0, 600, [4, 3.95]);
    segment(3, cycle, -currentA, dischargeAs(cycle) / currentA, [3.95, 3]);
  }
  return rows;
}

export function table(rows: readonly (readonly number[])[]): Rows {
  return { columns: SERIES_COLUMNS, rows };
}

/** `rows` with one value of one column replaced. */
export function withValue(rows: readonly number[][], row: number, column: string, value: number): number[][] {
  const index = SERIES_COLUMNS.findIndex((name) => name === column);
  return rows.map((values, i) => (i === row ? values.with(index, value) : values));
}
