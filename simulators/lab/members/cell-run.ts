/** A protocol on a cell as it truly goes: in a chamber that may leave its temperature, watched for what goes wrong. */
import { seededRng, type Rng } from '../../../core/rng.js';
import type { JobFault } from '../../../drivers/instrument.js';
import type { ProtocolRun as Run } from '../../cycler/protocol-run.js';
import { CauseWatch } from '../../faults/cause-watch.js';
import type { Chamber, Excursion } from '../../faults/chamber.js';
import { withZigzag } from '../../faults/soft-short-noise.js';
import type { Cell } from '../../world/cell/cell.js';
import type { ProtocolRun } from '../../world/protocol/protocol-engine.js';
import type { TrueFault } from '../room.js';

export interface CellRunOptions {
  readonly cell: Cell;
  readonly engine: ProtocolRun;
  readonly chamber: Chamber;
  /** Lab time of the start, ms. */
  readonly startedMs: number;
  /** Of everything random in this run. */
  readonly seed: string;
}

export class CellRun implements Run {
  readonly rows: (readonly number[])[] = [];
  readonly expectedTimeS: number;
  private readonly watch: CauseWatch;
  private readonly short: Rng;
  private readonly excursions = new Set<number>();
  private readonly faults: TrueFault[] = [];
  private offsetK = 0;
  /** What the cell was last brought to. */
  private heldK: number;

  constructor(private readonly options: CellRunOptions) {
    const { cell, engine, seed } = options;
    this.watch = new CauseWatch(cell);
    this.short = seededRng(seed).split('soft-short');
    this.heldK = cell.temperatureK;
    this.expectedTimeS = engine.totalTimeS;
  }

  get cell(): Cell {
    return this.options.cell;
  }

  get state(): Run['state'] {
    const { state } = this.options.engine;
    return state === 'aborted' ? 'failed' : state;
  }

  get fault(): JobFault | undefined {
    return this.options.engine.fault;
  }

  advanceTo(testTimeS: number): void {
    const { engine, chamber, startedMs } = this.options;
    const excursions = chamber.excursionsAt(startedMs + 1000 * testTimeS);
    for (const each of excursions) this.note(each);
    this.hold(excursions.reduce((sum, { deltaK }) => sum + deltaK, 0));
    engine.advanceTo(testTimeS);
    for (const row of engine.rows.slice(this.rows.length)) this.rows.push(this.lived(row));
    this.watch.look(this.rows.at(-1), testTimeS);
  }

  takeFaults(): readonly TrueFault[] {
    return [...this.faults.splice(0), ...this.watch.take()];
  }

  private lived(row: readonly number[]): readonly number[] {
    const { shortOhm } = this.cell.spec.defects;
    return shortOhm === undefined ? row : withZigzag(row, shortOhm, this.short);
  }

  private note({ deltaK, sinceS, untilS }: Excursion): void {
    if (this.excursions.has(sinceS)) return;
    this.excursions.add(sinceS);
    const detail = { deltaK, sinceLabH: sinceS / 3600, untilLabH: untilS / 3600 };
    this.faults.push({ cause: 'temperature-excursion', attribution: 'machine', detail });
  }

  /** A step of the protocol may have set another temperature since the last call: the offset is held against that. */
  private hold(offsetK: number): void {
    const { cell } = this.options;
    const setK = cell.temperatureK === this.heldK ? this.heldK - this.offsetK : cell.temperatureK;
    if (offsetK !== 0 || cell.temperatureK !== setK) cell.setTemperature(setK + offsetK);
    this.heldK = cell.temperatureK;
    this.offsetK = offsetK;
  }
}
