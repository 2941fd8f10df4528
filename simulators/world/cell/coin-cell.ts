/** The 2032 coin cell of this world: 14 mm NMC811 cathode against 15 mm graphite, as numbers. */
import { FARADAY } from '../numerics/constants.js';
import type { ParticleMaterial } from './particle.js';

/** Particle data of OKane et al. 2022 (10.1039/d2cp00417h), PyBaMM `OKane2022.py`; graphite rate constant a choice. */
export const GRAPHITE_PARTICLE: ParticleMaterial = {
  radiusM: 5.86e-6,
  maxConcentrationMolPerM3: 33_133,
  diffusivityM2PerS: 3.3e-14,
  diffusionActivationJPerMol: 30_300,
  rateConstant: 1e-6,
  rateActivationJPerMol: 35_000,
};
export const NMC811_PARTICLE: ParticleMaterial = {
  radiusM: 5.22e-6,
  maxConcentrationMolPerM3: 63_104,
  diffusivityM2PerS: 4e-15,
  diffusionActivationJPerMol: 25_000,
  rateConstant: 3.42e-6,
  rateActivationJPerMol: 17_800,
};

export interface Layer {
  readonly thicknessM: number;
  readonly porosity: number;
}

export interface Coating extends Layer {
  readonly activeFraction: number;
}

const cathode: Coating = { thicknessM: 43e-6, porosity: 0.33, activeFraction: 0.665 };

/** Stoichiometry range of the cathode that the graphite is balanced against. */
const CATHODE_WINDOW = 0.95 - 0.262;
/** Capacity of graphite over that of the cathode, and the share of graphite's capacity that counts. */
const BALANCE = 1.1 / 0.97;

const graphiteActiveFraction = 0.75;
const graphite: Coating = {
  activeFraction: graphiteActiveFraction,
  porosity: 0.3,
  thicknessM:
    (BALANCE *
      NMC811_PARTICLE.maxConcentrationMolPerM3 *
      cathode.activeFraction *
      cathode.thicknessM *
      CATHODE_WINDOW) /
    (GRAPHITE_PARTICLE.maxConcentrationMolPerM3 * graphiteActiveFraction),
};

const areaM2 = 1.539e-4;
const separator: Layer = { thicknessM: 25e-6, porosity: 0.41 };

/** Choices unless a source is named above. */
export const COIN_CELL = {
  areaM2,
  graphite,
  cathode,
  separator,
  /** Stoichiometries as assembled. */
  freshGraphite: 0.0005,
  freshCathode: 0.95,
  /** Real film area over the area of smooth spheres. */
  filmAreaRatio: 5,
  /** Native film before the first reduction. */
  nativeFilmM: 0.3e-9,
  nativeResistivityOhmM: 4e5,
  contactOhmM2: 4e-4,
  /** Charge that one C moves in an hour, A s: what a lab would call the cell's nominal capacity. */
  nominalCapacityC:
    0.645 *
    FARADAY *
    NMC811_PARTICLE.maxConcentrationMolPerM3 *
    cathode.activeFraction *
    cathode.thicknessM *
    areaM2,
} as const;
