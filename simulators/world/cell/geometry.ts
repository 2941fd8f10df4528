/** Areas, capacities and ohmic terms of a cell, from how much of its electrodes and pores is left. */
import type { ElectrolyteProperties } from '../electrolyte/electrolyte.js';
import { FARADAY } from '../numerics/constants.js';
import type { CellDesign, Coating, Electrode, Layer } from './cell-design.js';
import type { Variation } from './cell-spec.js';

/** What wear has left, 1 for the fresh cell. */
export interface Remaining {
  readonly graphiteFraction: number;
  readonly cathodeFraction: number;
  /** Share of graphite's layers that carries lithium no more. */
  readonly exfoliated: number;
  /** Film on real area and metallic lithium, m3: fill graphite's pores. */
  readonly depositsM3: number;
  /** Share of the electrodes with electrolyte in them. */
  readonly wetted: number;
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
  /** Electrolyte from the middle of the graphite coating to the separator, ohm. */
  readonly separatorSideOhm: number;
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
  design: CellDesign,
  { graphiteFraction, cathodeFraction, exfoliated, depositsM3, wetted }: Remaining,
  liquid: ElectrolyteProperties,
  variation: Variation,
): Geometry {
  const { areaM2, graphite, cathode, separator } = design;
  const { coating } = graphite;
  const graphitePorosity = Math.max(MIN_POROSITY, coating.porosity - depositsM3 / coatingM3(design));
  const anode = { ...coating, porosity: graphitePorosity };
  const graphiteAreaM2 = particleArea(graphite, areaM2) * graphiteFraction;
  const conductivity = Math.max(MIN_CONDUCTIVITY, liquid.conductivitySPerM);
  const inGraphite = path(anode, GRAPHITE_TORTUOSITY);
  const conduction = inGraphite / 3 + path(separator) + path(cathode.coating) / 3;
  const diffusion = inGraphite / 2 + path(separator) + path(cathode.coating) / 2;
  return {
    graphiteAreaM2,
    cathodeAreaM2: particleArea(cathode, areaM2) * cathodeFraction,
    filmAreaM2: graphiteAreaM2 * design.filmAreaRatio * variation.bet * wetted,
    graphiteCapacityC:
      capacity(graphite, areaM2) * graphiteFraction * variation.qn * (1 - exfoliated) * wetted,
    cathodeCapacityC: capacity(cathode, areaM2) * cathodeFraction * variation.qp * wetted,
    graphitePorosity,
    ohmicOhm: (conduction / conductivity + design.contactOhmM2 * variation.r) / areaM2 / wetted,
    separatorSideOhm: inGraphite / 3 / conductivity / areaM2 / wetted,
    saltPerAmp:
      ((1 - TRANSFERENCE_NUMBER) * diffusion) / (FARADAY * areaM2 * wetted * liquid.saltDiffusivityM2PerS),
  };
}

/** Volume of the graphite coating, m3. */
export function coatingM3({ areaM2, graphite }: CellDesign): number {
  return graphite.coating.thicknessM * areaM2;
}

/** Volume of all pores as assembled, m3. */
export function poresM3({ areaM2, graphite, cathode, separator }: CellDesign): number {
  const layers: readonly Layer[] = [graphite.coating, cathode.coating, separator];
  return layers.reduce((sum, { thicknessM, porosity }) => sum + thicknessM * porosity * areaM2, 0);
}

function particleArea({ coating, material }: Electrode, areaM2: number): number {
  return (3 * activeM3(coating, areaM2)) / material.radiusM;
}

function capacity({ coating, material }: Electrode, areaM2: number): number {
  return FARADAY * material.maxConcentrationMolPerM3 * activeM3(coating, areaM2);
}

function activeM3({ activeFraction, thicknessM }: Coating, areaM2: number): number {
  return activeFraction * thicknessM * areaM2;
}

/** Bruggeman: thickness over effective porosity, m. */
function path({ thicknessM, porosity }: Layer, tortuosity = 1): number {
  return thicknessM / (porosity ** 1.5 * tortuosity);
}
