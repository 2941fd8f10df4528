/** How much of its capacity a cell has lost, cycle by cycle. Pure. */
import type { Cycle } from '../analysis/cycling/cycle.js';
import { isUsable } from '../analysis/cycling/efficiency.js';

/** The ageing cycle that counts as 100 %, as for the capacity retention. */
export const REFERENCE_CYCLE = 3;

export interface Loss {
  /** Cycles since the reference cycle, from 1. */
  readonly age: number;
  /** Of the discharge capacity of the reference cycle, %. */
  readonly lost: number;
}

/** Ascending by age. */
export type Course = readonly Loss[];

/** The course of a cell from its usable ageing cycles; empty before the reference cycle is over, or without it. */
export function courseOf(cycles: readonly Cycle[], lastCycle: number): Course {
  const usable = cycles.filter((cycle) => isUsable(cycle) && cycle.cycle <= lastCycle);
  const reference = usable.find(({ cycle }) => cycle === REFERENCE_CYCLE);
  if (!reference) return [];
  return usable
    .filter(({ cycle }) => cycle > REFERENCE_CYCLE)
    .map(({ cycle, dischargeCapacityAs }) => ({
      age: cycle - REFERENCE_CYCLE,
      lost: 100 * (1 - dischargeCapacityAs / reference.dischargeCapacityAs),
    }));
}
