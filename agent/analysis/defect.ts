/** What is wrong with a stretch of a record, and how much that matters. */

/** `suspect`: the value may be off. `invalid`: the value says nothing. */
export type Quality = 'valid' | 'suspect' | 'invalid';

/**
 * `clock-forwards`: a pause that the cell knows nothing of. `duplicate`: a row that comes twice. `clipped`: at the end of
 * a range. `current-sign`: currents that lower the voltage where they should raise it. `one-way`: a cycle without a
 * charge or without a discharge. `broken-off`: a last cycle of which rows seem to be missing.
 */
export type DefectKind =
  | 'missing-column'
  | 'non-finite'
  | 'no-temperature'
  | 'clipped'
  | 'clock-backwards'
  | 'clock-forwards'
  | 'cycle-backwards'
  | 'gap'
  | 'duplicate'
  | 'frozen-voltage'
  | 'current-sign'
  | 'one-way'
  | 'broken-off';

export interface Defect {
  readonly kind: DefectKind;
  /** `valid`: worth knowing, but it changes no number, as a row that comes twice. */
  readonly quality: Quality;
  /** One clause for a person: rows, columns, what was seen. */
  readonly reason: string;
  /** First and last row touched, counted from 0. */
  readonly fromRow: number;
  readonly toRow: number;
}

const ORDER: readonly Quality[] = ['valid', 'suspect', 'invalid'];

export function worst(qualities: readonly Quality[]): Quality {
  return qualities.reduce<Quality>((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), 'valid');
}

/** The defects that touch rows `fromRow` to `toRow` and may change a number there. */
export function touching(defects: readonly Defect[], fromRow: number, toRow: number): Defect[] {
  return defects.filter(
    (defect) => defect.quality !== 'valid' && defect.fromRow <= toRow && defect.toRow >= fromRow,
  );
}

/** At most three reasons in one sentence, and how many more there are. */
export function reasonOf(defects: readonly Defect[]): string {
  const reasons = [...new Set(defects.map((defect) => defect.reason))];
  const more = reasons.length > 3 ? ` and ${reasons.length - 3} more` : '';
  return reasons.slice(0, 3).join('; ') + more;
}
