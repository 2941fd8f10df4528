import type { Entry, History } from './history.js';

/** Whether a measured point is a row of a model. */
export type IsRow = (measured: History['measured'][number]) => boolean;

/**
 * The points common to all models, measured and then pending, as one model has them: its rows (those of them that it was
 * told a value of, then `failedCount` others), then the rest of them.
 */
export interface CommonPoints {
  /** Features of common points that are no rows of the model. */
  readonly further: readonly Float64Array[];
  /** For each common point, its place among the rows and then `further`. */
  readonly places: readonly number[];
  /** For each place the common point there; undefined for a failure. */
  readonly pointAt: readonly (number | undefined)[];
}

export function commonPoints(
  { measured }: Pick<History, 'measured'>,
  pending: readonly Entry[],
  isRow: IsRow,
  failedCount: number,
): CommonPoints {
  const rows = [...measured.keys()].filter((point) => isRow(measured[point]!));
  const others = [...measured.keys()].filter((point) => !isRow(measured[point]!));
  const rest = [...others, ...pending.map((_, i) => measured.length + i)];
  const pointAt = [...rows, ...Array.from({ length: failedCount }, () => undefined), ...rest];
  const all: readonly Entry[] = [...measured, ...pending];
  return {
    further: rest.map((point) => all[point]!.features),
    places: all.map((_, point) => pointAt.indexOf(point)),
    pointAt,
  };
}
