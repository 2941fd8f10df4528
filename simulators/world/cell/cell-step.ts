/** One step of a cell through time: side reactions at its middle, then both lattices and both lags to its end. */
import type { CellBody } from './cell-body.js';
import { cathodeLagSteady, graphiteLagSteady, potentials, type Load } from './cell-voltage.js';
import { SHUTTLE_SHARE } from './cathode-wear.js';
import { relaxLags } from './particle.js';

/** Below this stoichiometry the cathode has been charged for the first time. */
const FIRST_CHARGE = 0.5;

/**
 * The laws of what runs beside hold within (choice). A lattice driven past its end, or emptied in the cold and then
 * warmed, reads far beyond.
 */
const LOWEST_V = -5;
const HIGHEST_V = 5;

/**
 * @param load through the electrodes: its mean drives everything, its end plays no part
 * @returns lithium that side reactions took from graphite, A s
 */
export function advance(body: CellBody, load: Load): number {
  const { core, conditions, mode } = body;
  const { meanA, durationS } = load;
  const half: Load = { meanA, endA: meanA, durationS: durationS / 2 };
  const { graphiteV, graphiteLag, cathodeV } = potentials(body, half);
  const takenC = mode.sideReactions(body, {
    potentialV: Math.max(LOWEST_V, graphiteV),
    currentA: meanA,
    currentDensity: meanA / body.size.graphiteAreaM2,
    lag: graphiteLag,
    throughput: (Math.abs(meanA) * durationS) / core.graphiteCapacityC,
    durationS,
  });
  const oxidisedC = mode.oxidation(body, Math.min(HIGHEST_V, cathodeV), durationS);
  if (core.cathode < FIRST_CHARGE) core.pristine = false;
  const halfway = core.cathode - (meanA * durationS) / (2 * core.cathodeCapacityC);
  relaxLags(core.cathodeLags, conditions.cathode, cathodeLagSteady(body, meanA, halfway), durationS);
  relaxLags(core.graphiteLags, conditions.graphite, graphiteLagSteady(body, meanA), durationS);
  core.graphite += (meanA * durationS - takenC - SHUTTLE_SHARE * oxidisedC) / core.graphiteCapacityC;
  core.cathode -= (meanA * durationS - oxidisedC) / core.cathodeCapacityC;
  core.steps++;
  core.ageS += durationS;
  return takenC;
}
