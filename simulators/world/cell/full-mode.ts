/** The product's chemistry: everything that happens in these cells, as far as this world knows. */
import { electrolyteProperties } from '../electrolyte/electrolyte.js';
import { growFilm } from '../film/film.js';
import { speciesIndex } from '../film/species.js';
import { FARADAY } from '../numerics/constants.js';
import { cathodeWear } from './cathode-wear.js';
import { renew, type CellBody } from './cell-body.js';
import type { CellMode, GraphiteLoad } from './cell-mode.js';
import { exfoliate } from './exfoliation.js';
import { plate } from './plating.js';
import { leak, WETTED_AT_ONCE } from './wetting.js';

/** Film and geometry are renewed at every step while the film is young, later now and then: they change slowly. */
const YOUNG_STEPS = 400;
const RENEWAL_STEPS = 64;

const VC = speciesIndex('VC');

export const FULL_MODE: CellMode = {
  wettedAtOnce: WETTED_AT_ONCE,
  liquidAt: ({ formulation }, temperatureK) => electrolyteProperties(formulation, temperatureK),
  sideReactions,
  oxidation,
  graphiteWear,
};

function sideReactions(body: CellBody, load: GraphiteLoad): number {
  const { core } = body;
  const filmC = growFilm(body, load);
  const exfoliationC = exfoliate(body, load);
  core.filmC += exfoliationC;
  if (core.steps < YOUNG_STEPS || core.steps % RENEWAL_STEPS === 0) renew(body);
  return filmC + exfoliationC + plate(body, load) + leak(body, load.durationS);
}

/** Oxidises electrolyte at a nickel-rich cathode and wears it. */
function oxidation(
  { core, conditions, design, filledMol, chemistry }: CellBody,
  cathodeV: number,
  durationS: number,
): number {
  if (!design.nickelRich) return 0;
  const filledVc = filledMol[VC]!;
  const vcLeft = filledVc > 0 ? core.inventoriesMol[VC]! / filledVc : 0;
  const wear = cathodeWear(cathodeV, chemistry, vcLeft, conditions);
  const oxidisedC = wear.oxidationDensity * design.areaM2 * durationS;
  core.oxidisedC += oxidisedC;
  core.gasMol += (0.35 * oxidisedC) / FARADAY;
  core.cathodeLayerOhmM2 += wear.resistanceRate * durationS;
  core.cathodeFraction *= Math.exp(-wear.lossRate * durationS);
  return oxidisedC;
}

/** Linear in depth, less than linear in rate, faster where dead lithium strains the coating (choices). */
function graphiteWear({ core, variation }: CellBody, chargeRatePerH: number, depth: number): number {
  const strain = (Math.max(chargeRatePerH, 0.05) / 0.5) ** 0.6;
  return 6e-5 * variation.crack * strain * depth * (1 + 3e-3 * core.deadMolPerM3);
}
