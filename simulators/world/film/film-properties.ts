/** What a film of a given make-up is like: averages over its product classes, weighted by volume. */
import { REFERENCE_K } from '../numerics/constants.js';
import { FILM_CLASS_PROPERTIES, FILM_CLASSES, type FilmClassName } from './film-classes.js';

export interface FilmProperties {
  readonly tunnellingNm: number;
  readonly brittleness: number;
  readonly resistivityOhmM: number;
  /** ln of the permeability against a purely organic film grown slowly at 25 Cel. */
  readonly lnPermeability: number;
}

/** What beside its make-up tightens or loosens a film. */
export interface FilmHistory {
  /** Sum of the pair effects of the additives, see synergy.ts. */
  readonly synergy: number;
  /** Mean of `formationQuality` over the film's volume. */
  readonly quality: number;
  /** Charge of electrolyte oxidised at the cathode over the cathode's capacity: cross-talk spoils the film. */
  readonly oxidised: number;
  /** In the electrolyte, mass ppm. */
  readonly waterPpm: number;
}

/** Temperature coefficient of the film's resistivity, K (choice). */
const RESISTIVITY_K = 3200;

const CLASSES = FILM_CLASSES.map((name) => FILM_CLASS_PROPERTIES[name]);

/** @param classVolumesM3 in the order of FILM_CLASSES, not all zero */
export function filmProperties(
  classVolumesM3: readonly number[],
  history: FilmHistory,
  temperatureK: number,
): FilmProperties {
  const total = classVolumesM3.reduce((sum, volume) => sum + volume, 0);
  const mean = (of: (c: (typeof CLASSES)[number]) => number): number =>
    CLASSES.reduce((sum, c, index) => sum + (classVolumesM3[index]! / total) * of(c), 0);
  const share = (name: FilmClassName): number => classVolumesM3[FILM_CLASSES.indexOf(name)]! / total;
  const polymer = share('polymer');
  const fluoride = share('fluoride');
  // A mixed film is tighter than its parts: fluoride grains in a soft matrix block each other's grain boundaries.
  const mixing = 2.2 * fluoride * (polymer + share('sulfate') + share('phosphate'));
  return {
    tunnellingNm: mean((c) => c.tunnellingNm),
    brittleness: mean((c) => c.brittleness),
    resistivityOhmM:
      Math.exp(mean((c) => Math.log(c.resistivityOhmM))) *
      Math.exp(RESISTIVITY_K * (1 / temperatureK - 1 / REFERENCE_K)),
    lnPermeability:
      mean((c) => c.lnPermeability) -
      2.6 * 0.38 * Math.tanh(polymer / 0.3) -
      mixing -
      3 * history.synergy +
      history.quality +
      6 * history.oxidised +
      3.6 * Math.max(0, history.waterPpm / 1000 - 0.03),
  };
}

/**
 * Contribution of the conditions under which film grows to ln(permeability) (choices): warm and fast first charges give
 * a tighter film (Weng 2021, Cui 2024), both only up to a point.
 * @param currentDensity A m-2 of particle area, positive while graphite lithiates
 */
export function formationQuality(temperatureK: number, currentDensity: number): number {
  const warmerK = temperatureK - REFERENCE_K;
  const warmth = -0.024 * Math.min(30, Math.max(-10, warmerK)) + 0.06 * Math.max(0, warmerK - 33.15);
  const rush = 0.006 * Math.max(0, Math.abs(currentDensity) / 0.02 - 80);
  return warmth + rush - 0.8 * Math.min(1, fastLithiation(currentDensity) / 3);
}

/** ln of the lithiation rate over the slowest that matters, 0.07 A m-2 of particle area; 0 below. */
export function fastLithiation(currentDensity: number): number {
  return currentDensity > 0.07 ? Math.log(currentDensity / 0.07) : 0;
}
