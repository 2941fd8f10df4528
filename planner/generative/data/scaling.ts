import type { Schema } from './domain.js';
import type { Table } from './table.js';

/** `value = offset + unit * scaled`, by quantity of a domain. */
export interface Scale {
  readonly offsets: readonly number[];
  readonly units: readonly number[];
}

/** By Gaussian domain. */
export type Scaling = Readonly<Record<string, Scale>>;

/** Values farther out than this many standard deviations pull no harder. */
const FARTHEST = 6;

/** Mean and standard deviation of what was observed; 0 and 1 where nothing was. */
export function scalingOf(schema: Schema, table: Table): Scaling {
  const gaussian = schema.domains.filter(({ kind }) => kind === 'gaussian');
  return Object.fromEntries(
    gaussian.map(({ name, quantities }) => {
      const scales = quantities.map((_, k) => moments(column(table.values[name], k, quantities.length)));
      return [name, { offsets: scales.map(({ offset }) => offset), units: scales.map(({ unit }) => unit) }];
    }),
  );
}

/** On the model's scale; NaN stays. */
export function toScaled({ offsets, units }: Scale, value: number, quantity: number): number {
  const scaled = (value - offsets[quantity]!) / units[quantity]!;
  return Math.min(FARTHEST, Math.max(-FARTHEST, scaled));
}

function column(values: Float64Array | undefined, k: number, width: number): Float64Array {
  return values?.filter((value, i) => i % width === k && !Number.isNaN(value)) ?? new Float64Array(0);
}

/** Of a value: what rounding leaves between equal ones. */
const ROUNDING = 1e-12;

function moments(values: Float64Array): { offset: number; unit: number } {
  if (values.length === 0) return { offset: 0, unit: 1 };
  const offset = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, value) => sum + (value - offset) ** 2, 0) / values.length;
  const sd = Math.sqrt(spread);
  return { offset, unit: sd > ROUNDING * Math.abs(offset) ? sd : 1 };
}
