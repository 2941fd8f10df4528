import type { Origin } from '../surrogate/structure.js';
import { scoreChances, type Chance, type ChanceScores } from './chances.js';
import type { Forecast } from './forecast.js';
import { scoreForecasts, type ForecastScores } from './scores.js';

/** Of which quantity, and where it was measured. */
export interface QuantityForecast extends Forecast, Origin {
  readonly quantity: string;
}

/** Of a stage that has to be passed, or a bound that has to be kept. */
export interface NamedChance extends Chance {
  readonly name: string;
}

export interface Foretold {
  readonly forecasts: readonly QuantityForecast[];
  readonly chances: readonly NamedChance[];
}

/** The forecasts of one quantity: all of them, or those of one source or instrument. */
export interface ScoredForecasts extends ForecastScores {
  readonly quantity: string;
  /** `all`, `source cell-test`, `instrument tester 3`. */
  readonly among: string;
}

export interface Calibration {
  readonly forecasts: readonly ScoredForecasts[];
  readonly chances: readonly (ChanceScores & { readonly name: string })[];
}

/** Everything by quantity, and apart for each source and instrument where there is more than one. */
export function calibrationOf({ forecasts, chances }: Foretold): Calibration {
  return {
    forecasts: distinct(forecasts, ({ quantity }) => quantity).flatMap(([quantity, own]) =>
      [
        ['all', own] as const,
        ...apart(own, 'source', ({ source }) => source),
        ...apart(own, 'instrument', ({ instrument }) => instrument),
      ].flatMap(([among, some]) => {
        const scores = scoreForecasts(some);
        return scores ? [{ quantity, among, ...scores }] : [];
      }),
    ),
    chances: distinct(chances, ({ name }) => name).flatMap(([name, own]) => {
      const scores = scoreChances(own);
      return scores ? [{ name, ...scores }] : [];
    }),
  };
}

function apart(
  forecasts: readonly QuantityForecast[],
  what: string,
  of: (forecast: QuantityForecast) => string | undefined,
): (readonly [string, QuantityForecast[]])[] {
  const groups = distinct(
    forecasts.filter((one) => of(one) !== undefined),
    (one) => of(one)!,
  );
  return groups.length < 2 ? [] : groups.map(([name, own]) => [`${what} ${name}`, own] as const);
}

/** In the order of first appearance. */
function distinct<T>(all: readonly T[], name: (one: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(name(one), [...(groups.get(name(one)) ?? []), one]);
  return [...groups];
}
