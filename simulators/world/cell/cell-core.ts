/** The state of a cell by name. A type rather than an interface, so that it is a `CellState` as it stands. */
import type { CellState } from './cell-spec.js';
import { COIN_CELL } from './coin-cell.js';
import { REFERENCE_K } from '../numerics/constants.js';
import { FILM_CLASSES } from '../film/film-classes.js';

export type CellCore = {
  temperatureK: number;
  /** Mean stoichiometries, and surface minus mean. */
  graphite: number;
  cathode: number;
  graphiteLag: number;
  cathodeLag: number;
  filmThicknessM: number;
  /** In the order of FILM_CLASSES. */
  filmVolumesM3: number[];
  /** Mean over the film's volume of `formationQuality`. */
  filmQuality: number;
  /** In the order of SPECIES. */
  inventoriesMol: number[];
  /** Remaining active material, 1 when fresh. */
  graphiteFraction: number;
  cathodeFraction: number;
  /** Charge from empty to full lattice when areas and capacities were last renewed, A s. */
  graphiteCapacityC: number;
  cathodeCapacityC: number;
  /** Surface layer of the cathode, ohm m2. */
  cathodeLayerOhmM2: number;
  /** Not yet charged past the middle of the cathode's range. */
  pristine: boolean;
  /** The inner film is complete. */
  formed: boolean;
  gasMol: number;
  /** Lithium bound in the film, lithium-equivalents oxidised, lithium inside lost active material; A s. */
  filmC: number;
  oxidisedC: number;
  trappedC: number;
  /** Since graphite last wore: largest charging current, A, and discharged charge, A s. */
  peakChargeA: number;
  dischargedC: number;
  /** Discharges of more than half the nominal capacity. */
  deepDischarges: number;
  steps: number;
  ageS: number;
};

export function freshCore(
  inventoriesMol: readonly number[],
  capacities: Pick<CellCore, 'graphiteCapacityC' | 'cathodeCapacityC'>,
): CellCore {
  return {
    graphiteCapacityC: capacities.graphiteCapacityC,
    cathodeCapacityC: capacities.cathodeCapacityC,
    temperatureK: REFERENCE_K,
    graphite: COIN_CELL.freshGraphite,
    cathode: COIN_CELL.freshCathode,
    graphiteLag: 0,
    cathodeLag: 0,
    filmThicknessM: COIN_CELL.nativeFilmM,
    filmVolumesM3: FILM_CLASSES.map(() => 0),
    filmQuality: 0,
    inventoriesMol: [...inventoriesMol],
    graphiteFraction: 1,
    cathodeFraction: 1,
    cathodeLayerOhmM2: 0,
    pristine: true,
    formed: false,
    gasMol: 0,
    filmC: 0,
    oxidisedC: 0,
    trappedC: 0,
    peakChargeA: 0,
    dischargedC: 0,
    deepDischarges: 0,
    steps: 0,
    ageS: 0,
  };
}

export function copyCore(core: CellCore): CellCore {
  return { ...core, filmVolumesM3: [...core.filmVolumesM3], inventoriesMol: [...core.inventoriesMol] };
}

/**
 * Reads a saved state back.
 * @param like a fresh core of the same cell: what every entry must look like
 * @throws {TypeError} an entry is missing, of another type or length, or not finite
 */
export function restoredCore(saved: CellState, like: CellCore): CellCore {
  const entries = Object.entries(like).map(([key, expected]) => {
    const value = saved[key];
    if (!alike(value, expected)) {
      throw new TypeError(
        `saved cell state: entry "${key}" should look like ${JSON.stringify(expected)}, came as ${JSON.stringify(value)}; was it saved by another cell model?`,
      );
    }
    return [key, Array.isArray(value) ? [...(value as readonly number[])] : value];
  });
  return Object.fromEntries(entries) as CellCore;
}

function alike(value: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return Array.isArray(value) && value.length === expected.length && value.every(Number.isFinite);
  }
  return typeof value === typeof expected && (typeof value !== 'number' || Number.isFinite(value));
}
