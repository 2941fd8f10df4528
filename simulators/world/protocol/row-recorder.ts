/**
 * Which instants of a running program become rows: by time, by voltage change, both ends of each step, and every corner
 * of the current, so that the trapezoidal sum of the rows is the charge that really flowed.
 */
import type { Protocol } from '../../../drivers/protocol.js';
import type { Cell } from '../cell/cell.js';
import type { Visit } from './program.js';
import { currentAt, type Stride } from './stride.js';

/** A row in the order of CYCLER_COLUMNS: testTimeS, step, cycle, voltageV, currentA, temperatureK. */
export type Row = number[];

interface Point {
  readonly timeS: number;
  readonly voltageV: number;
}

/** Ten rows a second is what a cycling tester records at best. */
const FASTEST_S = 0.1;

/** Rows are never closer in voltage than this share of the spacing asked for: estimates of the next crossing are linear. */
const CLOSEST = 0.05;

export class RowRecorder {
  /** Everything recorded, oldest first; may lie ahead of what is to be shown. */
  readonly rows: Row[] = [];
  private visit: Visit | undefined;
  private last: Point = { timeS: -Infinity, voltageV: 0 };

  constructor(
    private readonly cell: Cell,
    private readonly spacing: Protocol['record'],
  ) {}

  begin(visit: Visit, timeS: number, currentA: number): void {
    this.visit = visit;
    this.add({ timeS, voltageV: this.cell.endVoltage(currentA, 0) }, currentA);
  }

  /** The instants within a stride that is about to be made. */
  during(stride: Stride, startS: number): void {
    const endS = startS + stride.durationS;
    const end = this.pointAt(stride, startS, endS);
    let from: Point = { timeS: startS, voltageV: this.cell.endVoltage(stride.startA, 0) };
    for (;;) {
      const dueS = Math.min(this.last.timeS + this.spacing.everyS, this.crossing(from, end));
      const timeS = Math.max(from.timeS, this.last.timeS + FASTEST_S, dueS);
      if (!(timeS < endS)) break;
      from = this.pointAt(stride, startS, timeS);
      this.add(from, currentAt(stride, timeS - startS));
    }
    if (stride.startA !== stride.endA && endS > this.last.timeS) this.add(end, stride.endA);
  }

  /** The last instant of a step, unless it is there already. */
  end(timeS: number, currentA: number): void {
    if (timeS > this.last.timeS) this.add({ timeS, voltageV: this.cell.endVoltage(currentA, 0) }, currentA);
  }

  /** Drops what was recorded ahead of `timeS`. */
  forgetAfter(timeS: number): void {
    while ((this.rows.at(-1)?.[0] ?? -Infinity) > timeS) this.rows.pop();
    const [keptS = -Infinity, , , voltageV = 0] = this.rows.at(-1) ?? [];
    this.last = { timeS: keptS, voltageV };
  }

  /** When the voltage will have changed by the spacing since the last row, if it goes straight to `end`. */
  private crossing(from: Point, end: Point): number {
    const direction = Math.sign(end.voltageV - from.voltageV);
    const done = (from.voltageV - this.last.voltageV) * direction;
    const missing = Math.max(CLOSEST * this.spacing.everyV, this.spacing.everyV - done);
    const rate = Math.abs(end.voltageV - from.voltageV) / (end.timeS - from.timeS);
    return rate > 0 ? from.timeS + missing / rate : Infinity;
  }

  private pointAt(stride: Stride, startS: number, timeS: number): Point {
    const currentA = currentAt(stride, timeS - startS);
    const meanA = (stride.startA + currentA) / 2;
    return { timeS, voltageV: this.cell.endVoltage(meanA, timeS - startS, currentA) };
  }

  private add(point: Point, currentA: number): void {
    const { step, cycle } = this.visit!;
    this.rows.push([point.timeS, step, cycle, point.voltageV, currentA, this.cell.temperatureK]);
    this.last = point;
  }
}
