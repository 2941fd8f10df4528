/** Everything in the electrolyte that graphite reduces, and the film it leaves. */
import { FILM_CLASSES, type FilmClassName } from './film-classes.js';

export interface Species {
  readonly name: string;
  readonly molarMassGPerMol: number;
  /** Reduction potential on graphite, V against Li/Li+. */
  readonly potentialV: number;
  /** Tunnelling rate at 1 mol/L and at the reduction potential, mol m-2 s-1. */
  readonly rateMolPerM2S: number;
  /** Lithium (and electrons) per molecule. */
  readonly electrons: number;
  /** Film per mole reduced, m3/mol. */
  readonly filmM3PerMol: number;
  /** Gas per mole reduced, mol. */
  readonly gas: number;
  /** Position in FILM_CLASSES and share of the film's volume, summing to 1. */
  readonly productShares: readonly (readonly [kind: number, share: number])[];
}

type Split = Readonly<Partial<Record<FilmClassName, number>>>;

/**
 * Rates, electron numbers and product splits are choices; potentials follow reviews (Weng et al. 2023 for EC). `LIN`
 * stands for all linear carbonates, `PF6` and `FSI` for the anions of the conducting salts.
 */
export const SPECIES: readonly Species[] = [
  species('EC', [88.06, 0.8, 2e-6, 1.33, 4.5e-5, 0.45], { organic: 0.7, carbonate: 0.3 }),
  species('LIN', [100, 0.55, 1e-6, 1, 4e-5, 0.35], { carbonate: 0.1, linear: 0.9 }),
  species('PC', [102.1, 0.75, 1.5e-6, 1.33, 4.5e-5, 0.5], { organic: 0.8, carbonate: 0.2 }),
  species('PF6', [145, 0.7, 3e-6, 1, 2e-5, 0], { fluoride: 0.85, phosphate: 0.15 }),
  species('FSI', [180, 0.9, 2.5e-6, 2, 3e-5, 0], { fluoride: 0.55, sulfate: 0.45 }),
  species('VC', [86.05, 1.05, 4e-6, 1.5, 5.8e-5, 0.25], { carbonate: 0.2, polymer: 0.8 }),
  species('FEC', [106.05, 1.1, 2e-6, 1.6, 6e-5, 0.35], {
    organic: 0.05,
    carbonate: 0.15,
    fluoride: 0.4,
    polymer: 0.4,
  }),
  species('LiBOB', [193.8, 1.75, 6e-6, 2, 7e-5, 0.6], { carbonate: 0.1, borate: 0.9 }),
  species('LiDFOB', [143.8, 1.6, 5e-6, 2, 6e-5, 0.45], { carbonate: 0.05, fluoride: 0.35, borate: 0.6 }),
  species('DTD', [124.1, 1.15, 4e-6, 1.5, 5e-5, 0.35], { organic: 0.35, sulfate: 0.65 }),
  species('PS', [122.1, 0.95, 3e-6, 1.5, 5.5e-5, 0.05], { organic: 0.3, sulfate: 0.7 }),
  species('PES', [120.1, 1.15, 5e-6, 1.5, 5.5e-5, 0.05], { organic: 0.15, polymer: 0.35, sulfate: 0.5 }),
  species('MMDS', [188.2, 1.4, 4e-6, 2, 6e-5, 0.05], { organic: 0.2, sulfate: 0.8 }),
  species('LiPO2F2', [107.9, 0.95, 1.2e-5, 1, 3.5e-5, 0], { fluoride: 0.5, phosphate: 0.5 }),
  species('TMSPi', [298.5, 0.6, 0.8e-6, 1, 8e-5, 0], { organic: 0.5, phosphate: 0.5 }),
];

/** Position of a species in the lists of a cell's state; -1 when graphite does not reduce it. */
export function speciesIndex(name: string): number {
  return SPECIES.findIndex((species) => species.name === name);
}

function species(
  name: string,
  row: readonly [number, number, number, number, number, number],
  split: Split,
): Species {
  const [molarMassGPerMol, potentialV, rateMolPerM2S, electrons, filmM3PerMol, gas] = row;
  const productShares = FILM_CLASSES.map((key, kind) => [kind, split[key] ?? 0] as const).filter(
    ([, share]) => share > 0,
  );
  return { name, molarMassGPerMol, potentialV, rateMolPerM2S, electrons, filmM3PerMol, gas, productShares };
}
