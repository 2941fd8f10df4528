/** What about a cell depends on its temperature, derived once for each. */
import type { ElectrolyteProperties } from '../electrolyte/electrolyte.js';
import { Reduction } from '../film/reduction.js';
import { arrhenius } from '../numerics/constants.js';
import type { CellDesign } from './cell-design.js';
import type { CellMode } from './cell-mode.js';
import type { CellSpec } from './cell-spec.js';
import { particleRates, type ParticleRates } from './particle.js';

export interface Conditions {
  readonly liquid: ElectrolyteProperties;
  readonly saltMolPerM3: number;
  readonly graphite: ParticleRates;
  readonly cathode: ParticleRates;
  readonly reduction: Reduction;
  readonly factors: RateFactors;
}

/** Rates over those at 25 Cel. */
export interface RateFactors {
  readonly film: number;
  readonly plating: number;
  readonly oxidation: number;
}

/** J/mol: film growth as in PyBaMM `OKane2022.py`, the others choices. */
const ACTIVATION = { film: 38_000, plating: 30_000, oxidation: 55_000 };
/** Salt assumed in an electrolyte without any, mol/m3, so that its cell is bad rather than undefined. */
const MIN_SALT = 1;

export interface Filled {
  readonly spec: CellSpec;
  readonly mode: CellMode;
  readonly design: CellDesign;
  /** In the order of SPECIES. */
  readonly filledMol: readonly number[];
}

export function conditionsAt({ spec, mode, design, filledMol }: Filled, temperatureK: number): Conditions {
  const liquid = mode.liquidAt(spec, temperatureK);
  const saltMolPerM3 = Math.max(MIN_SALT, 1000 * liquid.saltMolPerL);
  const factors = {
    film: arrhenius(ACTIVATION.film, temperatureK),
    plating: arrhenius(ACTIVATION.plating, temperatureK),
    oxidation: arrhenius(ACTIVATION.oxidation, temperatureK),
  };
  return {
    liquid,
    saltMolPerM3,
    graphite: particleRates(design.graphite.material, temperatureK, saltMolPerM3),
    cathode: particleRates(design.cathode.material, temperatureK, saltMolPerM3),
    reduction: new Reduction(filledMol, filledM3(spec), temperatureK, factors.film),
    factors,
  };
}

/** Electrolyte filled in. */
export function filledM3({ electrolyteVolumeL, variation }: CellSpec): number {
  return (electrolyteVolumeL * variation.fill) / 1000;
}
