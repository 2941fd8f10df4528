/** A reading that stands still although current flows, found row by row. */
import type { Defect } from './defect.js';
import { toDefect, type DefectRuns } from './defect-runs.js';
import { isRest, type Recording } from './recording.js';
import type { RecordRow } from './record-row.js';

/** A constant-voltage hold keeps its voltage while its current decays; a frozen channel keeps both. */
const STEADY_CURRENT = 0.01;

export class FrozenVoltage {
  private readonly least: number;
  private fromRow = -1;
  private toRow = -1;
  private fromS = NaN;
  private toS = NaN;
  private voltageV = NaN;
  private lowA = NaN;
  private highA = NaN;

  /** @param runs told of a stretch when it is over */
  constructor(
    private readonly recording: Recording,
    private readonly runs: DefectRuns,
  ) {
    this.least = recording.frozenRows ?? 20;
  }

  next(from: RecordRow, to: RecordRow): void {
    const stands =
      to.voltageV === from.voltageV &&
      to.row === from.row + 1 &&
      !isRest(this.recording, from.currentA, to.currentA);
    if (stands && this.fromRow < 0) this.begin(from);
    if (stands) this.goOn(to);
    else if (this.fromRow >= 0) this.close();
  }

  /** Ends the stretch that is going on. */
  close(): void {
    if (this.isFrozen) this.runs.note(this.flaw, this.fromRow, this.toRow);
    this.fromRow = -1;
  }

  get standing(): Defect[] {
    const { isFrozen, flaw, fromRow, toRow } = this;
    return isFrozen ? [toDefect({ ...flaw, fromRow, toRow })] : [];
  }

  private begin(from: RecordRow): void {
    this.fromRow = from.row;
    this.fromS = from.timeS;
    this.voltageV = from.voltageV;
    this.lowA = this.highA = from.currentA;
  }

  private goOn(to: RecordRow): void {
    this.toRow = to.row;
    this.toS = to.timeS;
    if (to.currentA < this.lowA) this.lowA = to.currentA;
    if (to.currentA > this.highA) this.highA = to.currentA;
  }

  private get isFrozen(): boolean {
    const { lowA, highA } = this;
    const isLong = this.fromRow >= 0 && this.toRow - this.fromRow + 1 >= this.least;
    return isLong && highA - lowA <= STEADY_CURRENT * Math.max(Math.abs(lowA), Math.abs(highA));
  }

  private get flaw() {
    const what = `voltageV: stands at ${this.voltageV} V from ${this.fromS} to ${this.toS} s under current`;
    return { kind: 'frozen-voltage', quality: 'suspect', what } as const;
  }
}
