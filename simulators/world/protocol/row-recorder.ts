/**
 * Which instants of a running program become rows: by time, by change, both ends of each step, and every corner of the
 * current, so that the trapezoidal sum of the rows is the charge that really flowed.
 */
import type { Recording } from '../../../drivers/protocol.js';
import type { Cell } from '../cell/cell.js';
import type { ImpedancePoint } from '../measurement/impedance.js';
import type { Visit } from './program.js';
import { currentAt, type Point, type Stride } from './stride.js';
import type { Thermostat } from './thermostat.js';

/** A row in the order of `columnsOf` the protocol. */
export type Row = number[];

export interface TimedPoint extends Point {
  readonly timeS: number;
}

const NEVER: TimedPoint = { timeS: -Infinity, voltageV: 0, currentA: 0 };
const NO_IMPEDANCE = [NaN, NaN, NaN];

/** Ten rows a second is what a cycling tester records at best. */
const FASTEST_S = 0.1;

/** Rows are never closer in voltage than this share of the spacing asked for: estimates of the next crossing are linear. */
const CLOSEST = 0.05;

export class RowRecorder {
  private rows: Row[] = [];
  private visit: Visit | undefined;
  private last = NEVER;
  private lastTaken = NEVER;

  constructor(
    private readonly cell: Cell,
    private readonly thermostat: Thermostat,
    private readonly spacing: Recording,
    private readonly withImpedance: boolean,
  ) {}

  /** The first instant of a step. */
  begin(visit: Visit, point: TimedPoint): void {
    this.visit = visit;
    this.add(point);
  }

  /** The instants within a stride that is about to be made. */
  during(stride: Stride, startS: number): void {
    const { start, end } = stride;
    const endS = startS + stride.durationS;
    if (start.currentA !== this.last.currentA) this.jump({ timeS: startS, ...start });
    const goal: TimedPoint = { timeS: endS, ...end };
    for (let from: TimedPoint = { timeS: startS, ...start }; ;) {
      const dueS = Math.min(this.last.timeS + this.spacing.everyS, this.crossing(from, goal));
      const timeS = Math.max(from.timeS, this.last.timeS + FASTEST_S, dueS);
      if (!(timeS < endS)) break;
      from = this.pointIn(stride, startS, timeS);
      this.add(from);
    }
    if (start.currentA !== end.currentA && endS > this.last.timeS) this.add(goal);
  }

  /** The last instant of a step, unless it is there already. */
  end(point: TimedPoint): void {
    if (point.timeS > this.last.timeS) this.add(point);
  }

  /** One point of a sweep, at rest. */
  addImpedance(timeS: number, { frequencyHz, realOhm, imaginaryOhm }: ImpedancePoint): void {
    const point = { timeS, currentA: 0, voltageV: this.cell.endVoltage(0, 0) };
    this.add(point, [frequencyHz, realOhm, imaginaryOhm]);
  }

  /** The rows up to `timeS`, oldest first, each once. */
  take(timeS: number): Row[] {
    const ahead = this.rows.findIndex((row) => row[0]! > timeS);
    const taken = ahead < 0 ? this.rows : this.rows.slice(0, ahead);
    this.rows = ahead < 0 ? [] : this.rows.slice(ahead);
    const [lastS, , , voltageV = 0, currentA = 0] = taken.at(-1) ?? [];
    if (lastS !== undefined) this.lastTaken = { timeS: lastS, voltageV, currentA };
    return taken;
  }

  /** Drops what was recorded ahead of the rows taken. */
  forgetRest(): void {
    this.rows = [];
    this.last = this.lastTaken;
  }

  /** The current changes at once: a row before and a row after. */
  private jump(to: TimedPoint): void {
    const { currentA } = this.last;
    this.end({ timeS: to.timeS, currentA, voltageV: this.cell.endVoltage(currentA, 0) });
    this.add(to);
  }

  /** When voltage or current will have changed by their spacing since the last row, if they go straight to `end`. */
  private crossing(from: TimedPoint, end: TimedPoint): number {
    const { everyV, everyA } = this.spacing;
    const { voltageV, currentA } = this.last;
    const seconds = end.timeS - from.timeS;
    const voltageS = timeToChange(from.voltageV - voltageV, (end.voltageV - from.voltageV) / seconds, everyV);
    if (everyA === undefined) return from.timeS + voltageS;
    const currentS = timeToChange(from.currentA - currentA, (end.currentA - from.currentA) / seconds, everyA);
    return from.timeS + Math.min(voltageS, currentS);
  }

  private pointIn(stride: Stride, startS: number, timeS: number): TimedPoint {
    const currentA = currentAt(stride, timeS - startS);
    const meanA = (stride.start.currentA + currentA) / 2;
    return { timeS, currentA, voltageV: this.cell.foreseenVoltage(meanA, timeS - startS, currentA) };
  }

  private add(point: TimedPoint, impedance: readonly number[] = NO_IMPEDANCE): void {
    const { timeS, voltageV, currentA } = point;
    const { step, cycle } = this.visit!;
    const row = [timeS, step, cycle, voltageV, currentA, this.thermostat.reportedK()];
    if (this.withImpedance) row.push(...impedance);
    this.rows.push(row);
    this.last = point;
  }
}

/** Until a value that has changed by `done` and goes on at `rate` has changed by `every`. */
function timeToChange(done: number, rate: number, every: number): number {
  if (!(Math.abs(rate) > 0)) return Infinity;
  return Math.max(CLOSEST * every, every - done * Math.sign(rate)) / Math.abs(rate);
}
