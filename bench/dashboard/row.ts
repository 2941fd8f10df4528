/** A line of the report. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly target?: string;
  readonly isMet?: boolean;
}

/** @param most the bar, in the unit of the value */
export function judged(what: string, value: number, unit: string, most: number): Row {
  return { what, measured: `${value.toFixed(1)} ${unit}`, target: `< ${most} ${unit}`, isMet: value < most };
}
