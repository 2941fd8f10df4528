/** A job of a million rows with single rows that stand out, told as the agent tells it: the least and greatest of each stretch. */
import type { AnswerTo } from './stub-agent.js';

export const LONG_ROWS = 1_000_000;
/** One row a second. */
export const SPIKE_ROWS: readonly number[] = [0.1, 0.35, 0.5, 0.77].map((share) => share * LONG_ROWS);
/** Far above what the rest reaches. */
const SPIKE_V = 9;

export function longSeries(): AnswerTo {
  const values = Float32Array.from({ length: LONG_ROWS }, (_, row) => 3.5 + 0.7 * Math.sin(row / 3000));
  for (const row of SPIKE_ROWS) values[row] = SPIKE_V;
  return (query) => {
    const from = Number(query.get('fromRow') ?? 0);
    const to = Math.min(LONG_ROWS, Number(query.get('toRow') ?? LONG_ROWS));
    const size = Math.max(1, (to - from) / Number(query.get('buckets')));
    const points: unknown[] = [];
    for (let begin = from; begin < to; begin += size) {
      const rows = extremes(values, Math.floor(begin), Math.min(to, Math.floor(begin + size)));
      points.push(...rows.map((row) => ({ row, timeS: row, value: values[row] })));
    }
    return points;
  };
}

function extremes(values: Float32Array, from: number, to: number): number[] {
  let [least, greatest] = [from, from];
  for (let row = from; row < to; row++) {
    if (values[row]! < values[least]!) least = row;
    if (values[row]! > values[greatest]!) greatest = row;
  }
  return least === greatest ? [least] : [Math.min(least, greatest), Math.max(least, greatest)];
}
