/** Cycles of a cell whose capacity follows a given course. */
import type { Cycle } from '../../../../agent/analysis/cycling/cycle.js';
import { cycleTable } from '../../../../agent/analysis/cycling/cycles.js';
import { readSeries } from '../../../../agent/analysis/series.js';
import { constantCurrentCycles, recording, table } from '../records.js';

const rows = constantCurrentCycles({ cycles: 1, currentA: 0.005, chargeAs: () => 18, dischargeAs: () => 18 });
const [sound] = cycleTable([readSeries(table(rows)).series], recording, true).cycles;

/** @param capacityAs of cycle `n`, from 1 */
export function aFade(count: number, capacityAs: (n: number) => number): Cycle[] {
  return Array.from({ length: count }, (_, k) => {
    const as = capacityAs(k + 1);
    return {
      ...sound!,
      cycle: k + 1,
      chargeCapacityAs: as,
      dischargeCapacityAs: as,
      dischargeTimeS: as / 0.005,
    };
  });
}
