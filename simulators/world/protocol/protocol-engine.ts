/** Runs a protocol on a cell as time is given to it, the way the channel of a tester would. */
import type { JobFault } from '../../../drivers/instrument.js';
import { violations, type Protocol } from '../../../drivers/protocol.js';
import type { Cell } from '../cell/cell.js';
import { constantCurrent } from './constant-current.js';
import { constantVoltage } from './constant-voltage.js';
import { expectedTimeS, visits, type Leaf, type Visit } from './program.js';
import { rest } from './rest.js';
import { RowRecorder, type Row } from './row-recorder.js';
import { currentAt, type Stride, type Strides } from './stride.js';

export type RunState = 'running' | 'completed' | 'failed' | 'aborted';

/**
 * The strides depend on the cell and the protocol alone, never on how often or how far `advanceTo` is called: the same
 * cell and protocol give the same rows, bit for bit. A stride is proposed first and made only when its whole time has
 * come, so the cell is never ahead of the clock.
 */
export class ProtocolRun {
  /** What can be read by now, in the order of CYCLER_COLUMNS. */
  readonly rows: Row[] = [];
  /** What the whole protocol will take, about. */
  readonly totalTimeS: number;
  private readonly recorder: RowRecorder;
  private readonly strides: Generator<Stride, void, void>;
  private proposed: Stride | undefined;
  private madeS = 0;
  private visit: Visit | undefined;
  private ended: Exclude<RunState, 'running'> | undefined;
  private trouble: JobFault | undefined;

  /**
   * @param chamberErrorK true less set temperature of the chamber
   * @throws {RangeError} the protocol leaves its own limits; the message lists where
   */
  constructor(
    private readonly cell: Cell,
    private readonly protocol: Protocol,
    private readonly chamberErrorK = 0,
  ) {
    const wrong = violations(protocol);
    if (wrong.length > 0) throw new RangeError(`protocol outside its limits: ${wrong.join('; ')}`);
    this.totalTimeS = expectedTimeS(protocol.steps, cell.nominalCapacityC);
    cell.refresh();
    this.recorder = new RowRecorder(cell, protocol.record);
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

  /** Breaks off at `testTimeS`, in the middle of a stride if need be, and leaves the cell as it then is. */
  stop(testTimeS: number): void {
    this.advanceTo(testTimeS);
    if (this.ended) return;
    const stride = this.proposed;
    const partS = testTimeS - this.madeS;
    this.recorder.forgetAfter(testTimeS);
    if (stride && partS > 0) {
      const endA = currentAt(stride, partS);
      this.make({ durationS: partS, startA: stride.startA, endA });
      this.recorder.end(this.madeS, endA);
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

  private make(stride: Stride): void {
    this.cell.step((stride.startA + stride.endA) / 2, stride.durationS, stride.endA);
    this.madeS += stride.durationS;
    this.proposed = undefined;
  }

  private show(testTimeS: number): void {
    const { rows } = this.recorder;
    while (this.rows.length < rows.length && rows[this.rows.length]![0]! <= testTimeS) {
      this.rows.push(rows[this.rows.length]!);
    }
  }

  private *run(): Generator<Stride, void, void> {
    for (const visit of visits(this.protocol)) {
      this.visit = visit;
      this.trouble = yield* this.visitStep(visit);
      if (this.trouble) return;
    }
  }

  private *visitStep(visit: Visit): Strides {
    if (visit.leaf.kind === 'temperature') {
      this.cell.setTemperature(visit.leaf.temperatureK + this.chamberErrorK);
    }
    const strides = this.stridesOf(visit.leaf);
    let next = strides.next();
    const startA = next.done ? 0 : next.value.startA;
    let currentA = visit.leaf.kind === 'constant-current' ? visit.leaf.currentA : startA;
    this.recorder.begin(visit, this.madeS, currentA);
    for (; !next.done; next = strides.next()) {
      const lost = this.lost(next.value);
      if (lost) return lost;
      this.recorder.during(next.value, this.madeS);
      currentA = next.value.endA;
      yield next.value;
    }
    this.recorder.end(this.madeS, currentA);
    return next.value;
  }

  private stridesOf(leaf: Leaf): Strides {
    switch (leaf.kind) {
      case 'rest':
        return rest(leaf.durationS);
      case 'temperature':
        return rest(0);
      case 'constant-current':
        return constantCurrent(this.cell, leaf, this.protocol.limits);
      case 'constant-voltage':
        return constantVoltage(this.cell, leaf, this.protocol.limits);
    }
  }

  /** A cell beyond what the model can describe ends the program with a reason instead of numbers that mean nothing. */
  private lost({ startA, endA, durationS }: Stride): JobFault | undefined {
    const { graphite } = this.cell.state;
    const voltageV = this.cell.endVoltage((startA + endA) / 2, durationS, endA);
    if (Number.isFinite(voltageV) && graphite > -0.05 && graphite < 1.2) return undefined;
    const message = `cell does not respond as one: ${voltageV} V, graphite filled to ${graphite.toFixed(3)}; channel opened`;
    return { code: 'cell-failed', message };
  }
}
