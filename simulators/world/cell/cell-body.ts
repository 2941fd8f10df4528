/** A cell's state together with everything derived from it that is too dear to derive in every step. */
import { filmProperties, type FilmProperties } from '../film/film-properties.js';
import { initialInventories } from '../film/inventory.js';
import { synergy, type PairEffect } from '../film/synergy.js';
import { cathodeChemistry, type CathodeChemistry } from './cathode-chemistry.js';
import { freshCore, restoredCore, type CellCore } from './cell-core.js';
import type { CellDesign } from './cell-design.js';
import type { CellMode } from './cell-mode.js';
import type { CellSpec, CellState, Variation } from './cell-spec.js';
import { conditionsAt, filledM3, type Conditions } from './conditions.js';
import { CELL_DESIGNS } from './designs/designs.js';
import { exfoliationRisk } from './exfoliation.js';
import { coatingM3, geometry, poresM3, type Geometry } from './geometry.js';
import { PLATED_M3_PER_MOL } from './plating.js';

export interface CellBody {
  readonly spec: CellSpec;
  readonly mode: CellMode;
  readonly design: CellDesign;
  /** Of this cell, what was built wrongly included. */
  readonly variation: Variation;
  readonly core: CellCore;
  /** At filling, mol in the order of SPECIES. */
  readonly filledMol: readonly number[];
  readonly chemistry: CathodeChemistry;
  readonly synergy: number;
  /** Of graphite, 0 to 1. */
  readonly exfoliationRisk: number;
  conditions: Conditions;
  size: Geometry;
  film: FilmProperties;
}

/** Wetted share below which a dried-out cell is not let fall, so that it is dead rather than undefined. */
const MIN_WETTED = 1e-3;

export function cellBody(
  spec: CellSpec,
  state: CellState | undefined,
  pairEffects: readonly PairEffect[],
  mode: CellMode,
): CellBody {
  const design = CELL_DESIGNS[spec.cellType];
  const electrolyteM3 = filledM3(spec);
  const filledMol = initialInventories(spec.formulation, electrolyteM3);
  const variation = { ...spec.variation, qp: spec.variation.qp * (spec.defects.cathodeShare ?? 1) };
  const wetted = mode.wettedAtOnce;
  const size = geometry(design, { ...UNWORN, wetted }, mode.liquidAt(spec, 298.15), variation);
  const { graphiteCapacityC, cathodeCapacityC } = size;
  const fresh = freshCore(design, {
    inventoriesMol: filledMol,
    electrolyteM3,
    wetted,
    graphiteCapacityC,
    cathodeCapacityC,
  });
  const core = state ? restoredCore(state, fresh) : fresh;
  const body: CellBody = {
    spec,
    mode,
    design,
    variation,
    core,
    filledMol,
    chemistry: cathodeChemistry(spec.formulation),
    synergy: synergy(pairEffects, spec.formulation.additives),
    exfoliationRisk: exfoliationRisk(spec.formulation),
    conditions: conditionsAt({ spec, mode, design, filledMol }, core.temperatureK),
    size,
    film: nativeFilm(design),
  };
  renew(body);
  return body;
}

const UNWORN = { graphiteFraction: 1, cathodeFraction: 1, exfoliated: 0, depositsM3: 0 };

/** What graphite brings along, before anything was reduced on it. */
function nativeFilm({ nativeResistivityOhmM }: CellDesign): FilmProperties {
  return { tunnellingNm: 1.5, brittleness: 1, resistivityOhmM: nativeResistivityOhmM, lnPermeability: 0 };
}

/** Changes the temperature and all that hangs on it. */
export function setTemperature(body: CellBody, temperatureK: number): void {
  body.core.temperatureK = temperatureK;
  body.conditions = conditionsAt(body, temperatureK);
  renew(body);
}

/** Renews film properties, areas and capacities. Lithium inside material that was lost is counted as trapped. */
export function renew(body: CellBody): void {
  const { core, design } = body;
  const filmVolumeM3 = volumeM3(core);
  const { graphiteFraction, cathodeFraction, exfoliated, platedMolPerM3, deadMolPerM3 } = core;
  const platedM3 = (platedMolPerM3 + deadMolPerM3) * PLATED_M3_PER_MOL * coatingM3(design);
  const remaining = {
    graphiteFraction,
    cathodeFraction,
    exfoliated,
    depositsM3: filmVolumeM3 + platedM3,
    wetted: Math.max(MIN_WETTED, core.wetted * Math.min(1, core.electrolyteM3 / poresM3(design))),
  };
  body.size = geometry(design, remaining, body.conditions.liquid, body.variation);
  const { graphiteCapacityC, cathodeCapacityC } = body.size;
  if (filmVolumeM3 > 0) {
    const oxidised = core.oxidisedC / cathodeCapacityC;
    const waterPpm = body.spec.waterPpm ?? 15;
    const history = { synergy: body.synergy, quality: core.filmQuality, oxidised, waterPpm };
    body.film = filmProperties(core.filmVolumesM3, history, core.temperatureK);
  }
  core.trappedC +=
    core.graphite * (core.graphiteCapacityC - graphiteCapacityC) +
    core.cathode * (core.cathodeCapacityC - cathodeCapacityC);
  core.graphiteCapacityC = graphiteCapacityC;
  core.cathodeCapacityC = cathodeCapacityC;
}

export function volumeM3(core: Readonly<CellCore>): number {
  let sum = 0;
  for (const volume of core.filmVolumesM3) sum += volume;
  return sum;
}
