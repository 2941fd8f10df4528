/** Areas, capacities and ohmic terms of a cell, from how much of its electrodes and pores is left. */
import type { Variation } from './cell-spec.js';
import { COIN_CELL, GRAPHITE_PARTICLE, NMC811_PARTICLE, type Coating, type Layer } from './coin-cell.js';
import { FARADAY } from '../numerics/constants.js';
import type { ElectrolyteProperties } from '../electrolyte/electrolyte.js';
import type { ParticleMaterial } from './particle.js';

/** What wear has left, 1 for the fresh cell. */
export interface Remaining {
  readonly graphiteFraction: number;
  readonly cathodeFraction: number;
  /** Film on real area, m3: fills graphite's pores. */
  readonly filmVolumeM3: number;
}

export interface Geometry {
  /** Area of the particles as smooth spheres, m2. */
  readonly graphiteAreaM2: number;
  readonly cathodeAreaM2: number;
  /** Real area that the film covers, m2. */
  readonly filmAreaM2: number;
  /** Charge from empty to full lattice, A s. */
  readonly graphiteCapacityC: number;
  readonly cathodeCapacityC: number;
  readonly graphitePorosity: number;
  /** Electrolyte and contacts, ohm. */
  readonly ohmicOhm: number;
  /** Salt concentration difference between the electrodes per current, mol m-3 A-1. */
  readonly saltPerAmp: number;
}

/** Share of the conduction path in graphite against straight pores (choice for flakes). */
const GRAPHITE_TORTUOSITY = 0.6;
const MIN_POROSITY = 0.03;
const TRANSFERENCE_NUMBER = 0.26;
const MIN_CONDUCTIVITY = 1e-3;

/** Electrolyte resistance in the form of the single-particle model with electrolyte (Marquis et al. 2019). */
export function geometry(
  { graphiteFraction, cathodeFraction, filmVolumeM3 }: Remaining,
  liquid: ElectrolyteProperties,
  variation: Variation,
): Geometry {
  const { areaM2, graphite, cathode, separator, filmAreaRatio, contactOhmM2 } = COIN_CELL;
  const graphitePorosity = Math.max(
    MIN_POROSITY,
    graphite.porosity - filmVolumeM3 / (graphite.thicknessM * areaM2),
  );
  const anode = { ...graphite, porosity: graphitePorosity };
  const graphiteAreaM2 = particleArea(graphite, GRAPHITE_PARTICLE) * graphiteFraction;
  const conductivity = Math.max(MIN_CONDUCTIVITY, liquid.conductivitySPerM);
  const conduction = path(anode, GRAPHITE_TORTUOSITY) / 3 + path(separator) + path(cathode) / 3;
  const diffusion = path(anode, GRAPHITE_TORTUOSITY) / 2 + path(separator) + path(cathode) / 2;
  return {
    graphiteAreaM2,
    cathodeAreaM2: particleArea(cathode, NMC811_PARTICLE) * cathodeFraction,
    filmAreaM2: graphiteAreaM2 * filmAreaRatio * variation.bet,
    graphiteCapacityC: capacity(graphite, GRAPHITE_PARTICLE) * graphiteFraction * variation.qn,
    cathodeCapacityC: capacity(cathode, NMC811_PARTICLE) * cathodeFraction * variation.qp,
    graphitePorosity,
    ohmicOhm: (conduction / conductivity + contactOhmM2 * variation.r) / areaM2,
    saltPerAmp: ((1 - TRANSFERENCE_NUMBER) * diffusion) / (FARADAY * areaM2 * liquid.saltDiffusivityM2PerS),
  };
}

function particleArea({ activeFraction, thicknessM }: Coating, { radiusM }: ParticleMaterial): number {
  return (3 * activeFraction * thicknessM * COIN_CELL.areaM2) / radiusM;
}

function capacity({ activeFraction, thicknessM }: Coating, material: ParticleMaterial): number {
  return FARADAY * material.maxConcentrationMolPerM3 * activeFraction * thicknessM * COIN_CELL.areaM2;
}

/** Bruggeman: thickness over effective porosity, m. */
function path({ thicknessM, porosity }: Layer, tortuosity = 1): number {
  return thicknessM / (porosity ** 1.5 * tortuosity);
}
