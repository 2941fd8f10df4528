/**
 * The test mode: a single-particle model with one published law of film growth and, if wanted, lithium plating, exactly as
 * PyBaMM's SPM writes them (`lithium_plating/plating.py`). The electrolyte is ideal, nothing else ages.
 */
import type { CellBody } from '../cell/cell-body.js';
import type { CellMode, GraphiteLoad } from '../cell/cell-mode.js';
import { coatingM3 } from '../cell/geometry.js';
import { deposit, settle } from '../cell/plating.js';
import type { ElectrolyteProperties } from '../electrolyte/electrolyte.js';
import { FARADAY } from '../numerics/constants.js';
import { FILM_M3_PER_MOL, grown, type FilmLaw } from './published-laws.js';

export type PlatingLaw = 'none' | 'reversible' | 'partially-reversible' | 'irreversible';

/** Conducts without loss at 1 mol/L. */
const IDEAL: ElectrolyteProperties = {
  conductivitySPerM: Infinity,
  viscosityPaS: 1e-3,
  densityKgPerM3: 1200,
  saltDiffusivityM2PerS: Infinity,
  saltMolPerL: 1,
  permittivity: 20,
};

/** OKane et al. 2022. */
const PLATING_M_PER_S = 1e-9;
const SALT_MOL_PER_M3 = 1000;
const DEATH_PER_S = 1e-6;

export function publishedMode(law: FilmLaw, plating: PlatingLaw = 'none'): CellMode {
  return {
    wettedAtOnce: 1,
    liquidAt: () => IDEAL,
    sideReactions: (body, load) => growFilm(law, body, load) + plate(plating, body, load),
    oxidation: () => 0,
    graphiteWear: () => 0,
  };
}

function growFilm(law: FilmLaw, { core, film, size }: CellBody, load: GraphiteLoad): number {
  const before = core.filmThicknessM;
  core.filmThicknessM = grown(law, before, {
    potentialV: load.potentialV,
    surfaceV: load.potentialV - load.currentDensity * before * film.resistivityOhmM,
    temperatureK: core.temperatureK,
    durationS: load.durationS,
  });
  const filmC = ((core.filmThicknessM - before) * size.filmAreaM2 * FARADAY) / FILM_M3_PER_MOL;
  core.filmC += filmC;
  return filmC;
}

function plate(law: PlatingLaw, { core, conditions, design, size }: CellBody, load: GraphiteLoad): number {
  if (law === 'none') return 0;
  const drive = load.potentialV / conditions.graphite.thermalVoltageV;
  const exposure = (size.graphiteAreaM2 / coatingM3(design)) * load.durationS;
  const deathPerS = (DEATH_PER_S * design.nativeFilmM) / core.filmThicknessM;
  const rates = {
    strip: law === 'irreversible' ? 0 : PLATING_M_PER_S * Math.exp(0.35 * drive),
    plate: PLATING_M_PER_S * SALT_MOL_PER_M3 * Math.exp(-0.65 * drive),
  };
  const before = core.platedMolPerM3;
  const after = deposit(before, rates, exposure);
  settle(core, after, law === 'partially-reversible' ? deathPerS * load.durationS : 0);
  return (after - before) * coatingM3(design) * FARADAY;
}
