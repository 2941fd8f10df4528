/** The state of a cell by name. A type rather than an interface, so that it is a `CellState` as it stands. */
import type { CellState } from './cell-spec.js';
import type { CellDesign } from './cell-design.js';
import { REFERENCE_K } from '../numerics/constants.js';
import { FILM_CLASSES } from '../film/film-classes.js';

export type CellCore = {
  temperatureK: number;
  /** Mean stoichiometries, and surface minus mean by mode of diffusion. */
  graphite: number;
  cathode: number;
  graphiteLags: number[];
  cathodeLags: number[];
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
  /** Share of the electrodes that the electrolyte has soaked. */
  wetted: number;
  /** Share of graphite's layers that solvent has prised apart, 0 to 0.75. */
  exfoliated: number;
  /** Metallic lithium per volume of the graphite coating: in contact, and cut off for good. */
  platedMolPerM3: number;
  deadMolPerM3: number;
  /** Liquid left. */
  electrolyteM3: number;
  gasMol: number;
  /** Lithium bound in the film, lithium-equivalents oxidised at the cathode, lithium taken by air; A s. */
  filmC: number;
  oxidisedC: number;
  airC: number;
  /** Lithium inside material that was lost or lies dry, less what dry material brought in when it was soaked; A s. */
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
  design: CellDesign,
  filled: Pick<
    CellCore,
    'inventoriesMol' | 'electrolyteM3' | 'wetted' | 'graphiteCapacityC' | 'cathodeCapacityC'
  >,
): CellCore {
  return {
    ...filled,
    inventoriesMol: [...filled.inventoriesMol],
    temperatureK: REFERENCE_K,
    graphite: design.graphite.fresh,
    cathode: design.cathode.fresh,
    graphiteLags: design.graphite.material.diffusion.map(() => 0),
    cathodeLags: design.cathode.material.diffusion.map(() => 0),
    filmThicknessM: design.nativeFilmM,
    filmVolumesM3: FILM_CLASSES.map(() => 0),
    filmQuality: 0,
    graphiteFraction: 1,
    cathodeFraction: 1,
    cathodeLayerOhmM2: 0,
    pristine: true,
    formed: false,
    exfoliated: 0,
    platedMolPerM3: 0,
    deadMolPerM3: 0,
    gasMol: 0,
    filmC: 0,
    oxidisedC: 0,
    airC: 0,
    trappedC: 0,
    peakChargeA: 0,
    dischargedC: 0,
    deepDischarges: 0,
    steps: 0,
    ageS: 0,
  };
}

export function copyCore(core: CellCore): CellCore {
  return {
    ...core,
    graphiteLags: [...core.graphiteLags],
    cathodeLags: [...core.cathodeLags],
    filmVolumesM3: [...core.filmVolumesM3],
    inventoriesMol: [...core.inventoriesMol],
  };
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
