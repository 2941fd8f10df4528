/** Thickness of the interphase film and how much fluorine is in it. */
import { figure, noFigure, type Figure } from '../figure.js';
import type { Rows } from '../series.js';
import { closedShares, readSurvey } from './composition.js';

/** What a film survey states. */
export interface FilmSurvey {
  readonly thicknessM: number;
  /** Standard uncertainty, as stated by the instrument. */
  readonly thicknessSdM: number;
}

/** `film_thickness` and `fluorine_fraction`. */
export function filmFigures(survey: FilmSurvey, composition: Rows, elements: readonly string[]): Figure[] {
  return [filmThickness(survey), fluorineFraction(composition, elements)];
}

export function filmThickness({ thicknessM, thicknessSdM }: FilmSurvey): Figure {
  if (!(thicknessM >= 0 && thicknessSdM > 0)) {
    return noFigure('film_thickness', `thickness ${thicknessM} m with uncertainty ${thicknessSdM} m`);
  }
  return figure('film_thickness', { value: thicknessM * 1e9, standardUncertainty: thicknessSdM * 1e9 });
}

/**
 * Atomic percent of fluorine in the surface that was surveyed: carbon that settled on the way to the spectrometer counts,
 * what the rinse took does not. Most of it is LiF in films from LiPF6 and FEC, but phosphates hold some: an upper bound
 * for half the share of LiF. Arguments as of `readSurvey`.
 */
export function fluorineFraction(composition: Rows, elements: readonly string[]): Figure {
  const { signals, ground } = readSurvey(composition, elements);
  if (ground.quality === 'invalid') return noFigure('fluorine_fraction', ground.reason);
  const stated = signals.find(({ element }) => element === 'F');
  const closed = closedShares(signals).find(({ element }) => element === 'F');
  if (!stated || !closed) return noFigure('fluorine_fraction', 'no row for fluorine');
  const estimate = { value: 100 * stated.value, standardUncertainty: 100 * closed.standardUncertainty };
  return figure('fluorine_fraction', estimate, [ground]);
}
