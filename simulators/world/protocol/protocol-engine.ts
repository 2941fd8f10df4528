/** Runs a protocol on a cell as time is given to it, the way the channel of a tester would. */
import type { JobFault } from '../../../drivers/instrument.js';
import { sweepsImpedance, violations, type Protocol } from '../../../drivers/protocol.js';
import type { Cell } from '../cell/cell.js';
import { impedance } from '../measurement/impedance.js';
import { expectedTimeS } from './expected-time.js';
import { stepRun } from './goal.js';
import { visits, type Visit } from './program.js';
import { RowRecorder, type Row } from './row-recorder.js';
import { stridesOf } from './step-strides.js';
import { currentAt, type Point, type Stride, type Strides } from './stride.js';
import { PERFECT_CHAMBER, Thermostat, type Chamber } from './thermostat.js';

export type RunState = 'running' | 'completed' | 'failed' | 'aborted';

/**
 * The strides depend on the cell, the protocol and the chamber alone, never on how often or how far `advanceTo` is
 * called: the same ones give the same rows, bit for bit. A stride is proposed first and made only when its whole time
 * has come, so the cell is never ahead of the clock.
 */
export class ProtocolRun {
  /** What can be read by now and was not taken, in the order of `columnsOf` the protocol. */
  rows: Row[] = [];
  /** What the whole protocol will take, about, s. */
  readonly expectedTimeS: number;
  private readonly thermostat: Thermostat;
  private readonly recorder: RowRecorder;
  private readonly strides: Generator<Stride, void, void>;
  private proposed: Stride | undefined;
  private madeS = 0;
  private visit: Visit | undefined;
  private ended: Exclude<RunState, 'running'> | undefined;
  private trouble: JobFault | undefined;

  /**
   * @param chamber in which the channel is
   * @throws {RangeError} the protocol leaves its own limits; the message lists where
   */
  constructor(
    readonly cell: Cell,
    private readonly protocol: Protocol,
    chamber: Chamber = PERFECT_CHAMBER,
  ) {
    const wrong = violations(protocol);
    if (wrong.length > 0) throw new RangeError(`protocol outside its limits: ${wrong.join('; ')}`);
    const { steps, record } = protocol;
    this.expectedTimeS = expectedTimeS(steps, cell.nominalCapacityC);
    cell.refresh();
    this.thermostat = new Thermostat(cell, chamber);
    this.recorder = new RowRecorder(cell, this.thermostat, record, sweepsImpedance(steps));
    this.strides = this.run();
  }

  get state(): RunState {
    return this.ended ?? 'running';
  }

  get fault(): JobFault | undefined {
    return this.trouble;
  }

  /** Where the program stands: as in the rows. */
  get position(): { readonly step: number; readonly cycle: number } {
    return { step: this.visit?.step ?? 1, cycle: this.visit?.cycle ?? 1 };
  }

  /** Time up to which the cell was really advanced, s; behind the time asked for by less than a stride. */
  get testTimeS(): number {
    return this.madeS;
  }

  /** Lets the program run until `testTimeS` after its start. Never goes back. */
  advanceTo(testTimeS: number): void {
    while (this.state === 'running') {
      this.proposed ??= this.propose();
      if (!this.proposed || this.madeS + this.proposed.durationS > testTimeS) break;
      this.make(this.proposed);
    }
    this.show(testTimeS);
  }

  /** The rows that can be read by now, each once. */
  takeRows(): Row[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  /** Breaks off at `testTimeS`, in the middle of a stride if need be, and leaves the cell as it then is. */
  stop(testTimeS: number): void {
    this.advanceTo(testTimeS);
    if (this.ended) return;
    this.recorder.forgetRest();
    const stride = this.proposed;
    const partS = testTimeS - this.madeS;
    if (stride && partS > 0) {
      const currentA = currentAt(stride, partS);
      this.make({ ...stride, durationS: partS, end: { ...stride.end, currentA } });
      this.recorder.end({ timeS: this.madeS, currentA, voltageV: this.cell.endVoltage(currentA, 0) });
    }
    this.ended = 'aborted';
    this.show(testTimeS);
  }

  private propose(): Stride | undefined {
    const next = this.strides.next();
    if (!next.done) return next.value;
    this.ended = this.trouble ? 'failed' : 'completed';
    return undefined;
  }

  private make({ durationS, start, end }: Stride): void {
    this.proposed = undefined;
    if (durationS === 0) return;
    this.cell.step((start.currentA + end.currentA) / 2, durationS, end.currentA);
    this.madeS += durationS;
    this.thermostat.goOnTo(this.madeS);
  }

  private show(testTimeS: number): void {
    for (const row of this.recorder.take(testTimeS)) this.rows.push(row);
  }

  private *run(): Generator<Stride, void, void> {
    for (const visit of visits(this.protocol)) {
      this.visit = visit;
      this.trouble = yield* this.visitStep(visit);
      if (this.trouble) return;
    }
  }

  private *visitStep(visit: Visit): Strides {
    const atRest = { currentA: 0, voltageV: this.cell.endVoltage(0, 0) };
    const lostBefore = this.lost(atRest);
    if (lostBefore) return lostBefore;
    const strides = stridesOf(visit.leaf, stepRun(this.cell, this.protocol.limits, this.thermostat));
    let next = strides.next();
    let end = next.done ? atRest : next.value.start;
    this.recorder.begin(visit, { timeS: this.madeS, ...end });
    for (; !next.done; next = strides.next()) {
      const stride = next.value;
      const lost = this.lost(stride.end);
      if (lost) {
        this.recorder.end({ timeS: this.madeS, ...end });
        return lost;
      }
      this.recorder.during(stride, this.madeS);
      end = stride.end;
      yield stride;
      if (stride.sweepHz !== undefined) this.measure(stride.sweepHz);
    }
    this.recorder.end({ timeS: this.madeS, ...end });
    return next.value;
  }

  private measure(frequencyHz: number): void {
    const [point] = impedance(this.cell, [frequencyHz]);
    if (point) this.recorder.addImpedance(this.madeS, point);
  }

  /** A cell beyond what the model can describe ends the program with a reason instead of numbers that mean nothing. */
  private lost({ voltageV }: Point): JobFault | undefined {
    const { graphite } = this.cell.state;
    if (Number.isFinite(voltageV) && graphite > -0.05 && graphite < 1.2) return undefined;
    const message = `cell does not respond as one: ${voltageV} V, graphite filled to ${graphite.toFixed(3)}; channel opened`;
    return { code: 'cell-failed', message };
  }
}
