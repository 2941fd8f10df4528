/** Which way a row's current goes, where a file says so in words: some testers print a discharge without a sign. */
import type { ColumnBlock } from './columns.js';

/** 1 for a charge, -1 for a discharge, 0 for a rest and whatever else a tester writes there (`D`, `CC_DChg`, `CHA`, `7`). */
export function directionOf(cell: string): number {
  const word = cell.trim().toLowerCase();
  if (/dis|dch|^d$/.test(word)) return -1;
  return /ch[ag]|^c$/.test(word) ? 1 : 0;
}

/** Counts whether signs and words agree, over all rows of a file. */
export class DirectionCheck {
  private agreeing = 0;
  private opposed = 0;

  take({ columns }: ColumnBlock): void {
    const direction = columns.get('direction');
    if (!direction) return;
    const currentA = columns.get('currentA')!;
    for (let row = 0; row < direction.length; row++) {
      // A discharge decides: a charge is positive with and without signs.
      if (direction[row] !== -1) continue;
      if (currentA[row]! < 0) this.agreeing++;
      else if (currentA[row]! > 0) this.opposed++;
    }
  }

  /** Discharges are printed as positive: without a sign, or with signs the other way round. */
  get isOpposed(): boolean {
    return this.opposed > this.agreeing;
  }
}

/** Positive on charge, as the words have it. */
export function directed(currentA: Float64Array, direction: Float64Array): Float64Array {
  return currentA.map((value, row) => (direction[row] === 0 ? value : direction[row]! * Math.abs(value)));
}
