/** How the coated electrodes of one lot differ from those of another. */
import type { Rng } from '../../../core/rng.js';
import type { Variation } from './cell-spec.js';

/** Relative standard deviation of the loading between lots (choice, as of pilot coaters). */
const LOADING_SD = 0.015;

/**
 * Loadings of both electrodes over the nominal ones. The first lot is the one the nominal capacity was found with.
 * @param scale of the standard deviation
 */
export function lotLoading(lot: string, rng: Rng, scale = 1): Pick<Variation, 'qn' | 'qp'> {
  if (lot === '') return { qn: 1, qp: 1 };
  const own = rng.split(`lot/${lot}`);
  return {
    qn: own.split('graphite').lognormal(LOADING_SD * scale),
    qp: own.split('cathode').lognormal(LOADING_SD * scale),
  };
}
