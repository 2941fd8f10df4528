/** One step of a cell through time: side reactions at its middle, then both lattices and both lags to its end. */
import { renew, type CellBody } from './cell-body.js';
import { cathodeLag, graphiteLag, potentials, type Load } from './cell-voltage.js';
import { cathodeWear, SHUTTLE_SHARE } from './cathode-wear.js';
import { COIN_CELL } from './coin-cell.js';
import { FARADAY } from '../numerics/constants.js';
import { growFilm } from '../film/film.js';
import { speciesIndex } from '../film/species.js';

/** Film and geometry are renewed at every step while the film is young, later now and then: they change slowly. */
const YOUNG_STEPS = 400;
const RENEWAL_STEPS = 64;

/** Below this stoichiometry the cathode has been charged for the first time. */
const FIRST_CHARGE = 0.5;

const VC = speciesIndex('VC');

/** @param load through the electrodes: its mean drives everything, its end plays no part */
export function advance(body: CellBody, load: Load): void {
  const { core } = body;
  const { meanA, durationS } = load;
  const half: Load = { meanA, endA: meanA, durationS: durationS / 2 };
  const middle = potentials(body, half);
  const filmC = growFilm(body, {
    potentialV: middle.graphiteV,
    currentDensity: meanA / body.size.graphiteAreaM2,
    lag: graphiteLag(body, half),
    throughput: (Math.abs(meanA) * durationS) / body.size.graphiteCapacityC,
    durationS,
  });
  if (core.steps < YOUNG_STEPS || core.steps % RENEWAL_STEPS === 0) renew(body);
  const oxidisedC = oxidise(body, middle.cathodeV, durationS);
  if (core.cathode < FIRST_CHARGE) core.pristine = false;
  const halfway = core.cathode - (meanA * durationS) / (2 * core.cathodeCapacityC);
  core.cathodeLag = cathodeLag(body, load, halfway);
  core.graphiteLag = graphiteLag(body, load);
  core.graphite += (meanA * durationS - filmC - SHUTTLE_SHARE * oxidisedC) / core.graphiteCapacityC;
  core.cathode -= (meanA * durationS - oxidisedC) / core.cathodeCapacityC;
  core.steps++;
  core.ageS += durationS;
}

/** Oxidises electrolyte at the cathode and wears it. @returns the charge, A s */
function oxidise({ core, filledMol, chemistry }: CellBody, potentialV: number, durationS: number): number {
  const filledVc = filledMol[VC]!;
  const vcLeft = filledVc > 0 ? core.inventoriesMol[VC]! / filledVc : 0;
  const wear = cathodeWear(potentialV, chemistry, vcLeft, core.temperatureK);
  const oxidisedC = wear.oxidationDensity * COIN_CELL.areaM2 * durationS;
  core.oxidisedC += oxidisedC;
  core.gasMol += (0.35 * oxidisedC) / FARADAY;
  core.cathodeLayerOhmM2 += wear.resistanceRate * durationS;
  core.cathodeFraction *= Math.exp(-wear.lossRate * durationS);
  return oxidisedC;
}
