/** Numbers that are there, or null: no NaN leaves the analysis. */

export function ratio(numerator: number, denominator: number): number | null {
  return finite(numerator / denominator);
}

export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
