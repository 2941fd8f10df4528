/**
 * The resistance that answers at once, read off every switch between charge and discharge: the tester leaves a row on
 * both sides of it. State of charge is the same each time, so that what changes from cycle to cycle is the cell's
 * contacts, electrolyte and films.
 */
import type { Series } from '../series.js';
import { median } from './median.js';

export interface SwitchResistance {
  readonly cycle: number;
  /** True at the top of charge, false at the bottom of discharge. */
  readonly atTop: boolean;
  readonly ohm: number;
  readonly temperatureK: number;
}

/** Rows further apart than this have more between them than the switch, s. */
const LONGEST_S = 2;

export function switchResistances(series: Series): SwitchResistance[] {
  const { length, testTimeS, currentA, voltageV, cycle, temperatureK } = series;
  const found: SwitchResistance[] = [];
  for (let row = 1; row < length; row++) {
    const [fromA, toA] = [currentA[row - 1]!, currentA[row]!];
    if (!(fromA * toA < 0) || testTimeS[row]! - testTimeS[row - 1]! > LONGEST_S) continue;
    const ohm = (voltageV[row]! - voltageV[row - 1]!) / (toA - fromA);
    if (Number.isFinite(ohm))
      found.push({ cycle: cycle[row]!, atTop: fromA > 0, ohm, temperatureK: temperatureK[row]! });
  }
  return found;
}

export interface ResistanceCourse {
  /** Largest change from one cycle to the next beyond that of its neighbours, Ohm. */
  readonly jumpOhm: number;
  /** Usual growth a cycle over the first value, 1. */
  readonly growthPerCycle: number;
}

/** Cycles to either side that say what is usual around a change: a knee bends over more than that. */
const NEIGHBOURS = 3;

/** A degree changes a resistance by some percent: switches further off say more of the chamber than of the cell, K. */
const ALIKE_K = 1;

/** A restless cell has restless changes: a jump stands out by this many times their median. */
const SCATTERS = 8;

/** @param all of one kind, in order. Undefined with fewer than four: nothing to compare. */
export function resistanceCourse(all: readonly SwitchResistance[]): ResistanceCourse | undefined {
  const usualK = median(all.map(({ temperatureK }) => temperatureK));
  const ohms = all
    .filter(({ temperatureK }) => Math.abs(temperatureK - usualK) < ALIKE_K)
    .map(({ ohm }) => ohm);
  if (ohms.length < 4) return undefined;
  const rises = ohms.slice(1).map((ohm, k) => ohm - ohms[k]!);
  const beyond = rises.map((rise, k) => {
    const around = rises.slice(Math.max(0, k - NEIGHBOURS), k + NEIGHBOURS + 1);
    return Math.abs(rise - median(around));
  });
  return {
    jumpOhm: Math.max(...beyond) - SCATTERS * median(beyond),
    growthPerCycle: median(rises) / ohms[0]!,
  };
}
