/**
 * Finds what must not be integrated over in silence, row by row and in constant memory: values that are not numbers or
 * at the end of a range, holes, clocks that jump, rows that come twice, readings that stand still.
 */
import type { Defect } from './defect.js';
import { DefectRuns } from './defect-runs.js';
import { FrozenVoltage } from './frozen-voltage.js';
import { isRest, type Recording } from './recording.js';
import type { RecordRow } from './record-row.js';
import { isNumber, SERIES_COLUMNS, type Series } from './series.js';

/** Testers lose single rows (about 0.1 %), two in a row now and then; a longer pause is a gap. */
export const GAP_INTERVALS = 3.5;

/** Of the voltage that was due in a pause, so little came that the clock jumped and not the cell waited. */
const STOOD = 0.1;
/** Less than this was due: nothing can be said, V. */
const LEAST_DUE_V = 0.02;

/** True when row `index` can be used in arithmetic. */
export function isFiniteRow({ usable }: Series, index: number): boolean {
  return usable[index] === 1;
}

/**
 * `sound`: can be integrated. `gap`: the time is known, what flowed is not. `broken`: not even the time.
 */
export type Interval = 'sound' | 'gap' | 'broken';

export class RowScreen {
  private readonly runs: DefectRuns;
  private readonly frozen: FrozenVoltage;
  /** Where the step began that is going on. */
  private stepFromS = NaN;
  private stepFromV = NaN;
  private step = NaN;

  constructor(
    private readonly recording: Recording,
    onDefect: (defect: Defect) => void,
  ) {
    this.runs = new DefectRuns(onDefect);
    this.frozen = new FrozenVoltage(recording, this.runs);
  }

  /** A row that cannot be used in arithmetic. */
  unusable(row: RecordRow): void {
    const columns = SERIES_COLUMNS.filter((name) => !isNumber(row[KEYS[name]])).join(', ');
    this.runs.note(
      { kind: 'non-finite', quality: 'invalid', what: `${columns}: not a number` },
      row.row,
      row.row,
    );
  }

  /** @param from the last usable row before `to`; its `row` is -1 for the first */
  usable(from: RecordRow, to: RecordRow): Interval {
    this.values(to);
    const interval = from.row < 0 ? 'broken' : this.between(from, to);
    this.frozen.next(from, to);
    if (to.step !== this.step || interval === 'broken') {
      this.step = to.step;
      this.stepFromS = to.timeS;
      this.stepFromV = to.voltageV;
    }
    return interval;
  }

  /** Ends every run of flaws, as at the border of a cycle. */
  close(): void {
    this.frozen.close();
    this.runs.close();
  }

  /** Flaws that still go on. */
  get standing(): Defect[] {
    return [...this.runs.standing, ...this.frozen.standing];
  }

  private values({ row, temperatureK, currentA, voltageV }: RecordRow): void {
    const { rangeA = Infinity, rangeV = EVERY_VOLTAGE, hasTemperature = true } = this.recording;
    if (hasTemperature && !isNumber(temperatureK)) {
      this.runs.note(
        { kind: 'no-temperature', quality: 'suspect', what: 'temperatureK: not a number' },
        row,
        row,
      );
    }
    const clipsA = Math.abs(currentA) >= rangeA;
    if (!clipsA && voltageV > rangeV[0] && voltageV < rangeV[1]) return;
    const what = clipsA
      ? `currentA: at the end of the range of ${rangeA} A`
      : `voltageV: at an end of the range of ${rangeV[0]} to ${rangeV[1]} V`;
    this.runs.note({ kind: 'clipped', quality: 'invalid', what }, row, row);
  }

  private between(from: RecordRow, to: RecordRow): Interval {
    const stepS = to.timeS - from.timeS;
    if (to.cycle < from.cycle) {
      const what = `cycle: falls from ${from.cycle} to ${to.cycle} at ${from.timeS} s`;
      this.runs.note({ kind: 'cycle-backwards', quality: 'invalid', what }, from.row, to.row);
    }
    if (stepS < 0) {
      const what = `testTimeS: the clock goes back by ${-stepS} s after ${from.timeS} s`;
      this.runs.note({ kind: 'clock-backwards', quality: 'invalid', what }, from.row, to.row);
      return 'broken';
    }
    if (stepS === 0 && isSame(from, to)) {
      const what = `every column: the row at ${from.timeS} s comes again`;
      this.runs.note({ kind: 'duplicate', quality: 'valid', what }, from.row, to.row);
    }
    if (to.row !== from.row + 1) return 'gap';
    return stepS <= GAP_INTERVALS * this.recording.everyS ? 'sound' : this.pause(from, to);
  }

  /** The charge that flowed in a gap is unknown; in a rest none did. */
  private pause(from: RecordRow, to: RecordRow): Interval {
    const stepS = to.timeS - from.timeS;
    const rests = isRest(this.recording, from.currentA, to.currentA);
    const dueV = (stepS * (from.voltageV - this.stepFromV)) / (from.timeS - this.stepFromS);
    const cameV = Math.abs(to.voltageV - from.voltageV);
    const jumped =
      !rests && to.step === from.step && Math.abs(dueV) > LEAST_DUE_V && cameV < STOOD * Math.abs(dueV);
    const seen = `testTimeS: no rows for ${stepS} s after ${from.timeS} s (one was due every ${this.recording.everyS} s)`;
    const what = jumped
      ? `${seen}, in which the voltage moved by ${cameV} V where about ${Math.abs(dueV)} V were due: the clock jumped`
      : seen;
    const kind = jumped ? 'clock-forwards' : 'gap';
    this.runs.note({ kind, quality: rests ? 'suspect' : 'invalid', what }, from.row, to.row);
    return jumped ? 'broken' : 'gap';
  }
}

const EVERY_VOLTAGE: readonly [number, number] = [-Infinity, Infinity];

/** The name of a column in a row. */
const KEYS = {
  testTimeS: 'timeS',
  step: 'step',
  cycle: 'cycle',
  voltageV: 'voltageV',
  currentA: 'currentA',
  temperatureK: 'temperatureK',
} as const;

function isSame(a: RecordRow, b: RecordRow): boolean {
  return (
    a.step === b.step &&
    a.cycle === b.cycle &&
    a.voltageV === b.voltageV &&
    a.currentA === b.currentA &&
    (a.temperatureK === b.temperatureK || !isNumber(a.temperatureK))
  );
}
