/**
 * The LG M50 cell (21700, NMC811/graphite) as published: the set that the test mode is held against. Chen et al. 2020
 * (10.1149/1945-7111/ab9050) and OKane et al. 2022 (10.1039/d2cp00417h), PyBaMM `OKane2022.py`.
 */
import type { CellDesign } from '../cell-design.js';
import { CHEN_GRAPHITE, CHEN_NMC811 } from '../open-circuit.js';
import { FICKIAN_SPHERE, type ParticleMaterial } from '../particle.js';

export const LGM50_GRAPHITE: ParticleMaterial = {
  radiusM: 5.86e-6,
  maxConcentrationMolPerM3: 33_133,
  diffusivityM2PerS: 3.3e-14,
  diffusionActivationJPerMol: 30_300,
  rateConstant: 6.48e-7,
  rateActivationJPerMol: 35_000,
  diffusion: FICKIAN_SPHERE,
};

export const LGM50_NMC811: ParticleMaterial = {
  radiusM: 5.22e-6,
  maxConcentrationMolPerM3: 63_104,
  diffusivityM2PerS: 4e-15,
  diffusionActivationJPerMol: 25_000,
  rateConstant: 3.42e-6,
  rateActivationJPerMol: 17_800,
  diffusion: FICKIAN_SPHERE,
};

export const LG_M50: CellDesign = {
  areaM2: 0.1027,
  graphite: {
    coating: { thicknessM: 85.2e-6, porosity: 0.25, activeFraction: 0.75 },
    material: LGM50_GRAPHITE,
    fresh: 29_866 / 33_133,
  },
  cathode: {
    coating: { thicknessM: 75.6e-6, porosity: 0.335, activeFraction: 0.665 },
    material: LGM50_NMC811,
    fresh: 17_038 / 63_104,
  },
  separator: { thicknessM: 12e-6, porosity: 0.47 },
  openCircuit: { graphite: CHEN_GRAPHITE, pristineCathode: CHEN_NMC811, cathode: CHEN_NMC811 },
  nickelRich: false,
  filmAreaRatio: 1,
  nativeFilmM: 5e-9,
  nativeResistivityOhmM: 2e5,
  contactOhmM2: 0,
  nominalCapacityC: 5 * 3600,
};
