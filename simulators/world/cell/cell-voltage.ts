/** What a cell's voltage is, or would be after a current has run for a while. Nothing here changes the cell. */
import type { CellBody } from './cell-body.js';
import { COIN_CELL } from './coin-cell.js';
import { CYCLED_NMC811, GRAPHITE, PRISTINE_NMC811 } from './open-circuit.js';
import { overpotentialV, relaxed } from './particle.js';
import { illinois } from '../numerics/root.js';

/** A current that runs through the electrodes, A, positive on charge. */
export interface Load {
  /** Mean over the duration: what moves lithium. */
  readonly meanA: number;
  /** At its end: what polarises. */
  readonly endA: number;
  readonly durationS: number;
}

/** Against Li/Li+, without ohmic terms. */
export interface Potentials {
  readonly graphiteV: number;
  readonly cathodeV: number;
}

/** Non-ideality of the salt in the concentration overpotential (choice). */
const THERMODYNAMIC_FACTOR = 1.3;
const MIN_CONCENTRATION = 200;

/** Surface minus mean stoichiometry of graphite after the load. */
export function graphiteLag({ core, conditions, size }: CellBody, { meanA, durationS }: Load): number {
  const { lagPerFlux, timeConstantS } = conditions.graphite;
  return relaxed(core.graphiteLag, (meanA / size.graphiteAreaM2) * lagPerFlux, durationS, timeConstantS);
}

/** The same of the cathode; `filling` is the mean stoichiometry at which its diffusivity is taken. */
export function cathodeLag(
  { core, conditions, size }: CellBody,
  { meanA, durationS }: Load,
  filling: number,
): number {
  const { lagPerFlux, timeConstantS } = conditions.cathode;
  const steady = (-meanA / size.cathodeAreaM2) * (lagPerFlux / cathodeDiffusionShare(filling));
  return relaxed(core.cathodeLag, steady, durationS, timeConstantS);
}

/** Diffusion in NMC811 collapses as its lattice fills: share of the diffusivity left (choice). */
export function cathodeDiffusionShare(stoichiometry: number): number {
  return stoichiometry > 0.8 ? 1 / (1 + 200 * (stoichiometry - 0.8) ** 2) : 1;
}

export function potentials(body: CellBody, load: Load): Potentials {
  const { core, conditions, size } = body;
  const graphite = core.graphite + (load.meanA * load.durationS) / size.graphiteCapacityC;
  const cathode = core.cathode - (load.meanA * load.durationS) / size.cathodeCapacityC;
  const graphiteSurface = graphite + graphiteLag(body, load);
  const cathodeSurface = cathode + cathodeLag(body, load, cathode);
  const table = core.pristine ? PRISTINE_NMC811 : CYCLED_NMC811;
  return {
    graphiteV:
      GRAPHITE.at(graphiteSurface) -
      overpotentialV(conditions.graphite, graphiteSurface, load.endA / size.graphiteAreaM2),
    cathodeV:
      table.at(cathodeSurface) +
      overpotentialV(conditions.cathode, cathodeSurface, load.endA / size.cathodeAreaM2),
  };
}

/** Everything that answers to the current at once and in proportion: film, electrolyte, contacts, cathode layer. */
export function seriesOhm({ core, conditions, size, film }: CellBody): number {
  const filmOhm =
    (film.resistivityOhmM * core.filmThicknessM) / (COIN_CELL.filmAreaRatio * size.graphiteAreaM2);
  const concentrationOhm =
    (2 * conditions.graphite.thermalVoltageV * THERMODYNAMIC_FACTOR * size.saltPerAmp) /
    Math.max(MIN_CONCENTRATION, conditions.saltMolPerM3);
  return filmOhm + size.ohmicOhm + core.cathodeLayerOhmM2 / COIN_CELL.areaM2 + concentrationOhm;
}

/** V, for a current through the electrodes. */
export function electrodeVoltage(body: CellBody, load: Load): number {
  const { graphiteV, cathodeV } = potentials(body, load);
  return cathodeV - graphiteV + load.endA * seriesOhm(body);
}

/**
 * The electrodes' share of a current at the terminals. An internal short carries V/R, with V the voltage at the end of
 * the step: implicit, so that a short of an ohm empties the cell and stops there instead of overshooting.
 */
export function electrodeLoad(body: CellBody, atTerminals: Load): Load {
  const { shortOhm } = body.spec.defects;
  if (shortOhm === undefined) return atTerminals;
  const less = (leakA: number): Load => ({
    meanA: atTerminals.meanA - leakA,
    endA: atTerminals.endA - leakA,
    durationS: atTerminals.durationS,
  });
  const excess = (leakA: number): number => electrodeVoltage(body, less(leakA)) - leakA * shortOhm;
  const unleakedV = excess(0);
  const mostA = unleakedV / shortOhm;
  const bracket = { from: 0, to: mostA, atFrom: unleakedV, atTo: excess(mostA) };
  return less(illinois(excess, bracket, 1e-10, 60));
}
