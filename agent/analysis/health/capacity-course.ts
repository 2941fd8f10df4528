/** What the capacities of successive cycles say of a cell, as shares of what its design promises. */
import type { Cycle } from '../cycling/cycle.js';

export interface CapacityCourse {
  /** First charge over the designed first charge, 1. */
  readonly firstChargeShare: number | undefined;
  /** Last discharge of formation over the designed capacity, 1. */
  readonly formedShare: number | undefined;
  /** Discharge over charge of the first and of the second cycle, 1. */
  readonly firstEfficiency: number | undefined;
  readonly secondEfficiency: number | undefined;
  /** Second over first discharge, less one: a cell that soaks on grows. */
  readonly growth: number | undefined;
}

/** Designed charges of the first charge and of a formed cell, A s. */
export interface Design {
  readonly firstChargeAs: number;
  readonly capacityAs: number;
}

/** @param cycles of formation alone, in order */
export function capacityCourse(cycles: readonly Cycle[], design: Design): CapacityCourse {
  const [first, second] = cycles;
  const last = cycles.findLast(({ complete }) => complete);
  return {
    firstChargeShare: first && firstChargeShare(first, design),
    formedShare: last && last.dischargeCapacityAs / design.capacityAs,
    firstEfficiency: efficiencyOf(first),
    secondEfficiency: efficiencyOf(second),
    growth:
      first?.complete === true && second?.complete === true
        ? second.dischargeCapacityAs / first.dischargeCapacityAs - 1
        : undefined,
  };
}

/** A charge that was cut short says something only where it is too large already. */
function firstChargeShare(
  { complete, chargeCapacityAs }: Cycle,
  { firstChargeAs }: Design,
): number | undefined {
  const share = chargeCapacityAs / firstChargeAs;
  return complete || share > 1 ? share : undefined;
}

function efficiencyOf(cycle: Cycle | undefined): number | undefined {
  return cycle?.complete === true ? (cycle.coulombicEfficiency ?? undefined) : undefined;
}
