/** Thickness of the interphase film and how much fluorine is in it. */
import { combined, figure, noFigure, type Figure, type Ground } from '../figure.js';
import type { Rows } from '../series.js';

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

/** Atomic fractions that miss 1 by more than this were not normalised, or an element is missing. */
const SUM_TOLERANCE = 0.05;

/**
 * Atomic percent of fluorine. Most of it is LiF in films from LiPF6 and FEC, but phosphates hold some: an upper bound
 * for half the share of LiF.
 * @param composition rows `elementIndex, atomicFraction, atomicFractionSd`
 * @param elements the symbols that `elementIndex` counts, from 0
 */
export function fluorineFraction(composition: Rows, elements: readonly string[]): Figure {
  const column = (name: string): number[] => {
    const index = composition.columns.indexOf(name);
    return composition.rows.map((row) => row[index] ?? NaN);
  };
  const fractions = column('atomicFraction');
  const sds = column('atomicFractionSd');
  const row = column('elementIndex').findIndex((index) => elements[index] === 'F');
  const fluorine = fractions[row];
  const sd = sds[row];
  if (fluorine === undefined || sd === undefined) return noFigure('fluorine_fraction', 'no row for fluorine');
  if (![...fractions, sd].every((value) => value >= 0 && value <= 1)) {
    return noFigure('fluorine_fraction', 'atomic fractions outside 0 to 1');
  }
  const estimate = { value: 100 * fluorine, standardUncertainty: combined(100 * sd) };
  return figure('fluorine_fraction', estimate, [sumGround(fractions)]);
}

function sumGround(fractions: readonly number[]): Ground {
  const total = fractions.reduce((sum, value) => sum + value, 0);
  return Math.abs(total - 1) <= SUM_TOLERANCE
    ? { quality: 'valid', reason: '' }
    : { quality: 'suspect', reason: `atomic fractions sum to ${total.toPrecision(3)}` };
}
