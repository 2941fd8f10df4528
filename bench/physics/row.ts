/** One line of the validation table: something an expert would look at, and how far it may lie from the literature. */
export interface Row {
  readonly number: number;
  readonly quantity: string;
  /** The value or range, and where it comes from. */
  readonly reference: string;
  /** Takes seconds to minutes; left out of the quick form. */
  readonly slow?: boolean;
  readonly check: () => Verdict;
}

export interface Verdict {
  readonly ours: string;
  readonly pass: boolean;
}

/** Passes when every value lies within its bounds, both included. */
export function withinAll(
  values: readonly number[],
  bounds: readonly (readonly [min: number, max: number])[],
  digits = 3,
): Verdict {
  return {
    ours: values.map((value) => format(value, digits)).join(', '),
    pass: values.every((value, k) => value >= bounds[k]![0] && value <= bounds[k]![1]),
  };
}

/** Passes when every value lies within a relative distance of its reference; tells the largest error. */
export function nearAll(
  pairs: readonly (readonly [ours: number, reference: number])[],
  relative: number,
): Verdict {
  const largest = Math.max(...pairs.map(([ours, reference]) => Math.abs(ours / reference - 1)));
  const values =
    pairs.length > 3 ? `${pairs.length} values` : pairs.map(([ours]) => format(ours, 6)).join(', ');
  return { ours: `${values}; largest error ${format(100 * largest, 2)} %`, pass: largest <= relative };
}

export function format(value: number, digits: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : String(value);
}

/** Runs `make` once, whoever asks. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
