/** What is known of the arcs of one build of cells: it does not change with recipe and age as their resistances do. */
import type { Expected } from './belief.js';

/** One arc: its capacitance `tau/R` as ln of F, and its exponent. */
export interface BuiltArc {
  readonly logFarad: Expected;
  readonly exponent: Expected;
}

/** Film first, then the charge transfer of each electrode. */
export type Build = readonly BuiltArc[];
