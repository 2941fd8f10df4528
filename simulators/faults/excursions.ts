/** How a chamber leaves the temperature it should hold: its channels share that. */
import type { Rng } from '../../core/rng.js';
import { between, betweenLog } from './between.js';
import { occurrences } from './occurrences.js';

const HOUR_S = 3600;
const LONGEST_H = 12;
const DAY_S = 86_400;

export interface Excursion {
  /** True less set temperature, K. */
  readonly deltaK: number;
  /** Lab time since the lab first started, s. */
  readonly sinceS: number;
  readonly untilS: number;
}

export interface ExcursionOptions {
  readonly rng: Rng;
  /** Mean number of excursions a day. */
  readonly perDay: number;
  /** Lab time at which the lab first started, ms. */
  readonly originMs: number;
}

export class Excursions {
  private readonly ordered: Excursion[] = [];
  /** Those that can be under way on one day, worked out once a day. */
  private drawn: { readonly day: number; readonly excursions: readonly Excursion[] } = {
    day: -1,
    excursions: [],
  };

  constructor(private readonly options: ExcursionOptions) {}

  /** @param labMs now */
  strike(deltaK: number, durationH: number, labMs: number): void {
    const sinceS = this.elapsedS(labMs);
    this.ordered.push({ deltaK, sinceS, untilS: sinceS + HOUR_S * durationH });
  }

  /** Those under way at a lab time, ms; the same ones however often the lab was started. */
  at(labMs: number): Excursion[] {
    const nowS = this.elapsedS(labMs);
    const day = Math.floor(nowS / DAY_S);
    if (this.drawn.day !== day) this.drawn = { day, excursions: this.excursionsOf(day) };
    return [...this.drawn.excursions, ...this.ordered].filter(
      ({ sinceS, untilS }) => sinceS <= nowS && nowS < untilS,
    );
  }

  private excursionsOf(day: number): Excursion[] {
    const { rng, perDay } = this.options;
    const fromS = day * DAY_S - LONGEST_H * HOUR_S;
    return occurrences(rng, perDay, fromS, (day + 1) * DAY_S).map(({ atS, rng: own }) => excursion(atS, own));
  }

  /** Sensor less set temperature at a lab time, ms; K. */
  deviationK(labMs: number): number {
    return this.at(labMs).reduce((sum, { deltaK }) => sum + deltaK, 0);
  }

  private elapsedS(labMs: number): number {
    return (labMs - this.options.originMs) / 1000;
  }
}

/** A controller that hangs hot more often than cold (choice). */
function excursion(sinceS: number, rng: Rng): Excursion {
  const size = between(rng, 4, 15);
  const deltaK = rng.uniform() < 0.7 ? size : -size;
  return { deltaK, sinceS, untilS: sinceS + HOUR_S * betweenLog(rng, 1, LONGEST_H) };
}
