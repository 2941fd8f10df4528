/** A smooth function on a uniform grid: linear between the points and beyond the ends. */
export class LookupTable {
  private readonly values: Float64Array;
  private readonly perUnit: number;

  /** Samples `f` at `intervals + 1` points of [0, end]. */
  constructor(
    f: (argument: number) => number,
    end: number,
    private readonly intervals: number,
  ) {
    this.perUnit = intervals / end;
    this.values = Float64Array.from({ length: intervals + 1 }, (_, index) => f(index / this.perUnit));
  }

  at(argument: number): number {
    const place = argument * this.perUnit;
    const index = Math.min(Math.max(Math.floor(place), 0), this.intervals - 1);
    const left = this.values[index]!;
    return left + (this.values[index + 1]! - left) * (place - index);
  }

  /** Slope of the interval that holds `argument`. */
  slope(argument: number): number {
    const index = Math.min(Math.max(Math.floor(argument * this.perUnit), 0), this.intervals - 1);
    return (this.values[index + 1]! - this.values[index]!) * this.perUnit;
  }
}
