/** What a first look at all rows tells of how they were recorded. */
import type { ColumnBlock } from './columns.js';

/** Bins of the histogram of intervals: eight to a factor of two, so that a quantile is true to 9 %. */
const BINS_PER_OCTAVE = 8;

/** An interval that fewer rows than this share have is a gap or a jump of the clock, not a habit. */
const HABIT_SHARE = 1e-3;

/** Nine tenths of the time pass in intervals up to the usual one: a rest may be recorded more seldom than the rest. */
const USUAL_SHARE = 0.9;

/** Currents up to a thousandth of the largest are none. */
const REST_SHARE = 1e-3;

const ABSOLUTE_ZERO_C_K = 273.15;

/** Constant memory, however long the file is. */
export class Survey {
  rows = 0;
  private largestA = 0;
  private beforeS = NaN;
  private readonly bins = new Map<number, { rows: number; seconds: number }>();
  private measuresTemperature = false;

  take({ length, columns }: ColumnBlock): void {
    this.rows += length;
    for (const currentA of columns.get('currentA') ?? []) {
      if (Math.abs(currentA) > this.largestA) this.largestA = Math.abs(currentA);
    }
    for (const timeS of columns.get('testTimeS') ?? columns.get('unixTimeS') ?? []) this.addInterval(timeS);
    this.measuresTemperature ||= (columns.get('temperatureK') ?? []).some(
      (value) => value !== ABSOLUTE_ZERO_C_K,
    );
  }

  /** False too where a column of exactly 0 degC stands for a sensor that is not there. */
  get hasTemperature(): boolean {
    return this.measuresTemperature;
  }

  get restCurrentA(): number {
    return REST_SHARE * this.largestA;
  }

  /** The interval up to which most of the time passes, s; 0 in a file without time. */
  get usualIntervalS(): number {
    const usual = [...this.bins].filter(([, { rows }]) => rows >= HABIT_SHARE * this.rows);
    const total = usual.reduce((sum, [, { seconds }]) => sum + seconds, 0);
    let passed = 0;
    for (const [bin, { seconds }] of usual.sort(([a], [b]) => a - b)) {
      passed += seconds;
      if (passed >= USUAL_SHARE * total) return 2 ** ((bin + 1) / BINS_PER_OCTAVE);
    }
    return 0;
  }

  private addInterval(timeS: number): void {
    const intervalS = timeS - this.beforeS;
    this.beforeS = timeS;
    if (!(intervalS > 0)) return;
    const bin = Math.floor(BINS_PER_OCTAVE * Math.log2(intervalS));
    const entry = this.bins.get(bin) ?? { rows: 0, seconds: 0 };
    this.bins.set(bin, entry);
    entry.rows++;
    entry.seconds += intervalS;
  }
}
