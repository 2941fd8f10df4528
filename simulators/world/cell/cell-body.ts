/** A cell's state together with everything derived from it that is too dear to derive in every step. */
import { cathodeChemistry, type CathodeChemistry } from './cathode-chemistry.js';
import { freshCore, restoredCore, type CellCore } from './cell-core.js';
import type { CellSpec, CellState } from './cell-spec.js';
import { COIN_CELL, GRAPHITE_PARTICLE, NMC811_PARTICLE } from './coin-cell.js';
import { electrolyteProperties, type ElectrolyteProperties } from '../electrolyte/electrolyte.js';
import { filmProperties, type FilmProperties } from '../film/film-properties.js';
import { geometry, type Geometry } from './geometry.js';
import { initialInventories } from '../film/inventory.js';
import { particleRates, type ParticleRates } from './particle.js';
import { Reduction } from '../film/reduction.js';
import { synergy, type PairEffect } from '../film/synergy.js';

/** What depends on the temperature. */
export interface Conditions {
  readonly liquid: ElectrolyteProperties;
  readonly saltMolPerM3: number;
  readonly graphite: ParticleRates;
  readonly cathode: ParticleRates;
  readonly reduction: Reduction;
}

export interface CellBody {
  readonly spec: CellSpec;
  readonly core: CellCore;
  /** At filling, mol in the order of SPECIES. */
  readonly filledMol: readonly number[];
  readonly chemistry: CathodeChemistry;
  readonly synergy: number;
  conditions: Conditions;
  size: Geometry;
  film: FilmProperties;
}

/** The film graphite brings along, before anything was reduced on it. */
const NATIVE_FILM: FilmProperties = {
  tunnellingNm: 1.5,
  brittleness: 1,
  resistivityOhmM: COIN_CELL.nativeResistivityOhmM,
  lnPermeability: 0,
};

/** Salt assumed in an electrolyte without any, mol/m3, so that its cell is bad rather than undefined. */
const MIN_SALT = 1;

export function cellBody(
  spec: CellSpec,
  state: CellState | undefined,
  pairEffects: readonly PairEffect[],
): CellBody {
  const filledMol = initialInventories(spec.formulation, electrolyteM3(spec));
  const liquid = electrolyteProperties(spec.formulation, 298.15);
  const unworn = { graphiteFraction: 1, cathodeFraction: 1, filmVolumeM3: 0 };
  const size = geometry(unworn, liquid, spec.variation);
  const fresh = freshCore(filledMol, size);
  const core = state ? restoredCore(state, fresh) : fresh;
  const body: CellBody = {
    spec,
    core,
    filledMol,
    chemistry: cathodeChemistry(spec.formulation),
    synergy: synergy(pairEffects, spec.formulation.additives),
    conditions: conditionsAt(spec, filledMol, core.temperatureK),
    size,
    film: NATIVE_FILM,
  };
  renew(body);
  return body;
}

/** Changes the temperature and all that hangs on it. */
export function setTemperature(body: CellBody, temperatureK: number): void {
  body.core.temperatureK = temperatureK;
  body.conditions = conditionsAt(body.spec, body.filledMol, temperatureK);
  renew(body);
}

/** Renews film properties, areas and capacities. Lithium inside material that was lost is counted as trapped. */
export function renew(body: CellBody): void {
  const { core } = body;
  const { graphiteFraction, cathodeFraction } = core;
  const filmVolumeM3 = volumeM3(core);
  const remaining = { graphiteFraction, cathodeFraction, filmVolumeM3 };
  body.size = geometry(remaining, body.conditions.liquid, body.spec.variation);
  const { graphiteCapacityC, cathodeCapacityC } = body.size;
  if (filmVolumeM3 > 0) {
    const oxidised = core.oxidisedC / cathodeCapacityC;
    const history = { synergy: body.synergy, quality: core.filmQuality, oxidised };
    body.film = filmProperties(core.filmVolumesM3, history, core.temperatureK);
  }
  core.trappedC +=
    core.graphite * (core.graphiteCapacityC - graphiteCapacityC) +
    core.cathode * (core.cathodeCapacityC - cathodeCapacityC);
  core.graphiteCapacityC = graphiteCapacityC;
  core.cathodeCapacityC = cathodeCapacityC;
}

export function volumeM3(core: Readonly<CellCore>): number {
  return core.filmVolumesM3.reduce((sum, volume) => sum + volume, 0);
}

function electrolyteM3({ electrolyteVolumeL, variation }: CellSpec): number {
  return (electrolyteVolumeL * variation.fill) / 1000;
}

function conditionsAt(spec: CellSpec, filledMol: readonly number[], temperatureK: number): Conditions {
  const liquid = electrolyteProperties(spec.formulation, temperatureK);
  const saltMolPerM3 = Math.max(MIN_SALT, 1000 * liquid.saltMolPerL);
  return {
    liquid,
    saltMolPerM3,
    graphite: particleRates(GRAPHITE_PARTICLE, temperatureK, saltMolPerM3),
    cathode: particleRates(NMC811_PARTICLE, temperatureK, saltMolPerM3),
    reduction: new Reduction(filledMol, electrolyteM3(spec), temperatureK),
  };
}
