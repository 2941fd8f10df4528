/** Watches the true state of a cell for what physics makes of a recipe or a defect; what passed its threshold is a cause. */
import type { TrueFault } from '../lab/room.js';
import type { Cell } from '../world/cell/cell.js';
import { causesIn } from './physics-causes.js';

export class CauseWatch {
  private readonly known = new Set<string>();
  private readonly fresh: TrueFault[] = [];

  /** What was so before is no news of this job. */
  constructor(private readonly cell: Cell) {
    for (const { cause } of causesIn(cell, undefined)) this.known.add(cause);
  }

  /** @param row measured last, in the columns of CYCLER_COLUMNS */
  look(row: readonly number[] | undefined, testTimeS: number): void {
    for (const fault of causesIn(this.cell, row)) {
      if (this.known.has(fault.cause)) continue;
      this.known.add(fault.cause);
      this.fresh.push({ ...fault, detail: { sinceTestTimeS: testTimeS, ...fault.detail } });
    }
  }

  /** Causes that have come up since the last call. */
  take(): readonly TrueFault[] {
    return this.fresh.splice(0);
  }
}
