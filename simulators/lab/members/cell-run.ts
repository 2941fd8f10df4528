/** A protocol on a cell as it truly goes, watched for what goes wrong with the cell and the chamber around it. */
import { seededRng, type Rng } from '../../../core/rng.js';
import type { JobFault } from '../../../drivers/instrument.js';
import type { ProtocolRun as Run } from '../../cycler/protocol-run.js';
import { CauseWatch } from '../../faults/cause-watch.js';
import type { Excursion, Excursions } from '../../faults/excursions.js';
import { withZigzag } from '../../faults/soft-short-noise.js';
import type { Cell } from '../../world/cell/cell.js';
import type { ProtocolRun } from '../../world/protocol/protocol-engine.js';
import type { TrueFault } from '../room.js';

type Row = readonly number[];

export class CellRun implements Run {
  readonly expectedTimeS: number;
  private readonly watch: CauseWatch;
  private readonly short: Rng;
  private readonly noted = new Set<number>();
  private readonly faults: TrueFault[] = [];
  private fresh: Row[] = [];
  private last: Row | undefined;

  /**
   * @param excursions of the chamber, which the engine follows
   * @param startedMs lab time
   */
  constructor(
    private readonly engine: ProtocolRun,
    private readonly excursions: Excursions,
    private readonly startedMs: number,
  ) {
    const { spec, state } = engine.cell;
    this.watch = new CauseWatch(engine.cell);
    this.short = seededRng(spec.seed).split(`soft-short/${state.steps}`);
    this.expectedTimeS = engine.expectedTimeS;
  }

  get cell(): Cell {
    return this.engine.cell;
  }

  get state(): Run['state'] {
    return this.engine.state;
  }

  get fault(): JobFault | undefined {
    return this.engine.fault;
  }

  get testTimeS(): number {
    return this.engine.testTimeS;
  }

  advanceTo(testTimeS: number): void {
    for (const each of this.excursions.at(this.startedMs + 1000 * testTimeS)) this.note(each);
    this.engine.advanceTo(testTimeS);
    for (const row of this.engine.takeRows()) this.fresh.push(this.lived(row));
    this.last = this.fresh.at(-1) ?? this.last;
    this.watch.look(this.last, testTimeS);
  }

  takeRows(): readonly Row[] {
    const { fresh } = this;
    this.fresh = [];
    return fresh;
  }

  takeFaults(): readonly TrueFault[] {
    return [...this.faults.splice(0), ...this.watch.take()];
  }

  private lived(row: Row): Row {
    const { shortOhm } = this.cell.spec.defects;
    return shortOhm === undefined ? row : withZigzag(row, shortOhm, this.short);
  }

  private note({ deltaK, sinceS, untilS }: Excursion): void {
    if (this.noted.has(sinceS)) return;
    this.noted.add(sinceS);
    const detail = { deltaK, sinceLabH: sinceS / 3600, untilLabH: untilS / 3600 };
    this.faults.push({ cause: 'temperature-excursion', attribution: 'machine', detail });
  }
}
