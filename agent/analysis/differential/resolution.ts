/** The step in which a record counts its voltages. */
import type { RowRange } from './steady-rows.js';

/** Steps of converters as instruments print them, V. */
const STEPS_V = [1e-2, 5e-3, 2e-3, 1e-3, 5e-4, 2e-4, 1e-4, 5e-5, 2e-5, 1e-5];
/** Beyond this share of a step a value does not lie on it. */
const ON_STEP = 1e-3;

/** The largest step that every voltage is a multiple of, V; 0 when it is finer than 10 uV. */
export function resolutionOf(voltageV: Float64Array, ranges: readonly RowRange[]): number {
  const isMultiple = (stepV: number): boolean =>
    ranges.every(({ firstRow, lastRow }) => {
      for (let row = firstRow; row <= lastRow; row++) {
        const steps = voltageV[row]! / stepV;
        if (Math.abs(steps - Math.round(steps)) > ON_STEP) return false;
      }
      return true;
    });
  return STEPS_V.find(isMultiple) ?? 0;
}
