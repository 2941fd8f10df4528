/** 2032 coin cells of this world: a 14 mm cathode against a 15 mm graphite disc. Choices unless a source is named. */
import { FARADAY } from '../../numerics/constants.js';
import type { CellDesign, Coating, Electrode, Layer } from '../cell-design.js';
import { CYCLED_NMC811, GRAPHITE, LFP, PRISTINE_NMC811 } from '../open-circuit.js';
import { ONE_LAG, type ParticleMaterial } from '../particle.js';
import { LGM50_GRAPHITE, LGM50_NMC811 } from './lg-m50.js';

/** The cathode, and what the rest of the cell is sized by. */
interface Build {
  readonly cathode: Electrode;
  readonly openCircuit: CellDesign['openCircuit'];
  readonly nickelRich: boolean;
  /** Stoichiometry range of the cathode that the graphite is balanced against. */
  readonly window: number;
  /** Share of the cathode's lattice that makes the nominal capacity. */
  readonly nominalShare: number;
}

/** Capacity of graphite over that of the cathode, and the share of graphite's capacity that counts. */
const BALANCE = 1.1 / 0.97;
const AREA_M2 = 1.539e-4;
const SEPARATOR: Layer = { thicknessM: 25e-6, porosity: 0.41 };

/** As in the LG M50, but for the rate constant. */
const COIN_GRAPHITE: ParticleMaterial = { ...LGM50_GRAPHITE, rateConstant: 1e-6, diffusion: ONE_LAG };

/** LiFePO4 as in PyBaMM `Prada2013.py`, with an effective radius and diffusivity of one particle. */
const LFP_MATERIAL: ParticleMaterial = {
  radiusM: 0.1e-6,
  maxConcentrationMolPerM3: 22_806,
  diffusivityM2PerS: 2e-17,
  diffusionActivationJPerMol: 25_000,
  rateConstant: 4.8e-6,
  rateActivationJPerMol: 39_570,
  diffusion: ONE_LAG,
};

export const NMC811_COIN = coinCell({
  cathode: {
    coating: { thicknessM: 43e-6, porosity: 0.33, activeFraction: 0.665 },
    material: { ...LGM50_NMC811, diffusion: ONE_LAG },
    fresh: 0.95,
  },
  openCircuit: { graphite: GRAPHITE, pristineCathode: PRISTINE_NMC811, cathode: CYCLED_NMC811 },
  nickelRich: true,
  window: 0.95 - 0.262,
  nominalShare: 0.645,
});

export const LFP_COIN = coinCell({
  cathode: {
    coating: { thicknessM: 80e-6, porosity: 0.33, activeFraction: 0.5 },
    material: LFP_MATERIAL,
    fresh: 0.97,
  },
  openCircuit: { graphite: GRAPHITE, pristineCathode: LFP, cathode: LFP },
  nickelRich: false,
  window: 0.95,
  nominalShare: 0.9,
});

function coinCell({ cathode, openCircuit, nickelRich, window, nominalShare }: Build): CellDesign {
  const latticeC = activeM(cathode.coating) * FARADAY * cathode.material.maxConcentrationMolPerM3 * AREA_M2;
  return {
    areaM2: AREA_M2,
    graphite: { coating: graphiteFor(cathode, window), material: COIN_GRAPHITE, fresh: 0.0005 },
    cathode,
    separator: SEPARATOR,
    openCircuit,
    nickelRich,
    filmAreaRatio: 5,
    nativeFilmM: 0.3e-9,
    nativeResistivityOhmM: 4e5,
    contactOhmM2: 4e-4,
    nominalCapacityC: nominalShare * latticeC,
  };
}

/** As thick as the cathode asks for. */
function graphiteFor({ coating, material }: Electrode, window: number): Coating {
  const activeFraction = 0.75;
  const neededMolPerM2 = BALANCE * material.maxConcentrationMolPerM3 * activeM(coating) * window;
  const thicknessM = neededMolPerM2 / (COIN_GRAPHITE.maxConcentrationMolPerM3 * activeFraction);
  return { thicknessM, porosity: 0.3, activeFraction };
}

/** Active material per area, m. */
function activeM({ activeFraction, thicknessM }: Coating): number {
  return activeFraction * thicknessM;
}
