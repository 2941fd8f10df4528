/** Differential capacity dQ/dV of one charge or discharge, from its constant-current rows. */
import type { Series } from './series.js';

export interface DifferentialCapacity {
  /** Middles of the voltage bins, V, ascending. */
  readonly voltageV: readonly number[];
  /** A s per V, positive on charge and on discharge alike. */
  readonly capacityPerVoltAs: readonly number[];
}

/**
 * Charge that moved while the voltage crossed each bin, over the bin's width: the bin is the only smoothing.
 * @param binV width of a bin, V; a few times the recording's voltage spacing
 * @param sign 1 for the rows under charging current, -1 for those under discharging current
 */
export function differentialCapacity(
  { testTimeS, voltageV, currentA }: Series,
  { firstRow, lastRow }: { readonly firstRow: number; readonly lastRow: number },
  sign: 1 | -1,
  binV = 0.01,
): DifferentialCapacity {
  const bins = new Map<number, number>();
  for (let row = firstRow + 1; row <= lastRow; row++) {
    const fromV = voltageV[row - 1]!;
    const risesV = sign * (voltageV[row]! - fromV);
    const movedAs =
      (sign * (currentA[row]! + currentA[row - 1]!) * (testTimeS[row]! - testTimeS[row - 1]!)) / 2;
    // A hold moves charge at one voltage and a step back is noise: neither has a slope.
    if (risesV > 0 && movedAs > 0) spread(bins, fromV, voltageV[row]!, movedAs, binV);
  }
  const found = [...bins.entries()].sort(([a], [b]) => a - b);
  return {
    voltageV: found.map(([bin]) => (bin + 0.5) * binV),
    capacityPerVoltAs: found.map(([, movedAs]) => movedAs / binV),
  };
}

/** Shares the charge of one interval among the bins that its voltage crosses. */
function spread(bins: Map<number, number>, fromV: number, toV: number, movedAs: number, binV: number): void {
  const [lowV, highV] = [Math.min(fromV, toV), Math.max(fromV, toV)];
  for (let bin = Math.floor(lowV / binV); bin * binV < highV; bin++) {
    const insideV = Math.min(highV, (bin + 1) * binV) - Math.max(lowV, bin * binV);
    bins.set(bin, (bins.get(bin) ?? 0) + (movedAs * insideV) / (highV - lowV));
  }
}
