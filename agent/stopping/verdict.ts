/** Is a cell worth ageing on? Pure. */
import type { Forecast } from './forecast.js';

/** What there is to compare with. */
export interface Standing {
  /** Best capacity retention at the end so far, %. */
  readonly incumbent: number;
  /** Standard deviation of the retentions at the end so far, %. */
  readonly spread: number;
}

export interface Verdict {
  readonly hopeless: boolean;
  /** Probability that it ends better than the incumbent. */
  readonly chance: number;
  /** With numbers and units. */
  readonly reason: string;
}

/** Cells that must have been aged to the end before any is ended early: fewer say nothing of a spread. */
const LEAST_CELLS = 4;
/** A forecast that is less sure than this share of the spread knows little of this cell: ageing it on teaches what it is worth. */
const WORTH_LEARNING = 1;

/** @param level the chance of becoming the best below which a cell is hopeless */
export function verdictOn(forecast: Forecast, { incumbent, spread }: Standing, level: number): Verdict {
  const chance = forecast.chanceAbove(incumbent);
  const teaches = forecast.sd > WORTH_LEARNING * spread;
  const { median, sd, cells } = forecast;
  const reason =
    `${median.toFixed(2)} ± ${sd.toFixed(2)} % expected at the end (from ${cells} earlier cells), ` +
    `best so far ${incumbent.toFixed(2)} %: chance of being better ${(100 * chance).toFixed(1)} %`;
  return { hopeless: chance < level && cells >= LEAST_CELLS && !teaches, chance, reason };
}
