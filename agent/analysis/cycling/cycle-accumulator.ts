/**
 * Rows in, closed cycles out: memory and cost of a row do not depend on how long the record is, nor the result on how it
 * was cut into pieces.
 */
import type { Defect } from '../defect.js';
import type { Recording } from '../recording.js';
import { fillRow, noRow, type RecordRow } from '../record-row.js';
import { isFiniteRow, RowScreen } from '../screening.js';
import { isNumber, type Series } from '../series.js';
import type { Cycle } from './cycle.js';
import { CycleTally } from './cycle-tally.js';
import { CycleFlaws } from './cycle-flaws.js';

export class CycleAccumulator {
  private readonly screen: RowScreen;
  private tally: CycleTally | undefined;
  private closed: Cycle[] = [];
  /** Of the open cycle, and before the first. */
  private flaws = new CycleFlaws();
  /** Those that reach into the cycle that begins. */
  private across = new CycleFlaws();
  private rows = 0;
  private from = noRow();
  private to = noRow();

  /**
   * @param recording how the record was made
   * @param onDefect told of each defect when it is over; they come about in the order of rows
   */
  constructor(
    private readonly recording: Recording,
    onDefect: (defect: Defect) => void = () => undefined,
  ) {
    this.screen = new RowScreen(recording, (defect) => {
      this.flaws.add(defect);
      if (defect.toRow === this.to.row) this.across.add(defect);
      onDefect(defect);
    });
  }

  /** Rows taken so far. */
  get length(): number {
    return this.rows;
  }

  /** The last row that could be used; NaN before the first. */
  get lastRow(): Readonly<RecordRow> {
    return this.from;
  }

  /**
   * The next rows of the record, any number of them. A cycle is closed by the first row of a higher number; a row whose
   * number is lower, or none, belongs to the cycle in progress, which says so.
   * @returns the cycles that these rows have closed
   */
  take(series: Series): Cycle[] {
    for (let index = 0; index < series.length; index++) {
      fillRow(this.to, series, index, this.rows);
      this.next(isFiniteRow(series, index));
      this.rows++;
    }
    const { closed } = this;
    this.closed = [];
    return closed;
  }

  /**
   * The cycle in progress as it stands; undefined before the first. Rows may go on to come.
   */
  get current(): Cycle | undefined {
    return this.tally?.summary(false, this.screen.standing);
  }

  /**
   * The end of the record: the last cycle, over or, when the program did not come to its end, in progress for good.
   * Nothing may be taken after it.
   */
  end(ended: boolean): Cycle | undefined {
    this.screen.close();
    return this.tally?.summary(ended);
  }

  private next(usable: boolean): void {
    const { from, to } = this;
    const interval = usable ? this.screen.usable(from, to) : undefined;
    if (interval === undefined) this.screen.unusable(to);
    if (isNumber(to.cycle) && !(to.cycle <= (this.tally?.cycle ?? -Infinity))) this.begin();
    this.tally?.touch(to.row);
    if (interval === undefined) return;
    this.tally?.take(from, to, interval);
    this.from = to;
    this.to = from;
  }

  /** A defect at the border belongs to the cycles on both sides. */
  private begin(): void {
    this.across = new CycleFlaws();
    this.screen.close();
    const last = this.tally?.summary(true);
    if (last) {
      this.closed.push(last);
      this.flaws = this.across;
    }
    this.tally = new CycleTally(this.to.cycle, this.to.row, this.recording, this.flaws, last);
  }
}
