/** What a cell's voltage is, or would be after a current has run for a while. Nothing here changes the cell. */
import type { CellBody } from './cell-body.js';
import type { LookupTable } from '../numerics/lookup-table.js';
import { lagAfter, overpotentialV } from './particle.js';
import { illinois } from '../numerics/root.js';

/** A current that runs through the electrodes, A, positive on charge. */
export interface Load {
  /** Mean over the duration: what moves lithium. */
  readonly meanA: number;
  /** At its end: what polarises. */
  readonly endA: number;
  readonly durationS: number;
  /** Lithium that side reactions take from graphite meanwhile, A; none unless told. */
  readonly sideA?: number;
}

/** Against Li/Li+, without ohmic terms. */
export interface Potentials {
  readonly graphiteV: number;
  /** Surface minus mean stoichiometry. */
  readonly graphiteLag: number;
  readonly cathodeV: number;
}

/** Non-ideality of the salt in the concentration overpotential (choice). */
const THERMODYNAMIC_FACTOR = 1.3;
const MIN_CONCENTRATION = 200;

/** Lag that a steady current leads to. */
export function graphiteLagSteady({ conditions, size }: CellBody, currentA: number): number {
  return (currentA / size.graphiteAreaM2) * conditions.graphite.lagPerFlux;
}

/** The same of the cathode; `filling` is the mean stoichiometry at which its diffusivity is taken. */
export function cathodeLagSteady(
  { conditions, design, size }: CellBody,
  currentA: number,
  filling: number,
): number {
  const share = design.nickelRich ? nickelRichDiffusionShare(filling) : 1;
  return (-currentA / size.cathodeAreaM2) * (conditions.cathode.lagPerFlux / share);
}

/** Diffusion in NMC811 collapses as its lattice fills: share of the diffusivity left (choice). */
function nickelRichDiffusionShare(stoichiometry: number): number {
  return stoichiometry > 0.8 ? 1 / (1 + 200 * (stoichiometry - 0.8) ** 2) : 1;
}

/** The cathode's open-circuit potential, as it is now. */
export function cathodeTable({ core, design }: CellBody): LookupTable {
  return core.pristine ? design.openCircuit.pristineCathode : design.openCircuit.cathode;
}

export function potentials(body: CellBody, load: Load): Potentials {
  const { core, conditions, design, size } = body;
  const { meanA, endA, durationS, sideA = 0 } = load;
  const movedC = meanA * durationS;
  const cathode = core.cathode - movedC / size.cathodeCapacityC;
  const graphiteLag = lagAfter(
    core.graphiteLags,
    conditions.graphite,
    graphiteLagSteady(body, meanA),
    durationS,
  );
  const graphiteSurface = core.graphite + (movedC - sideA * durationS) / size.graphiteCapacityC + graphiteLag;
  const cathodeSurface =
    cathode +
    lagAfter(core.cathodeLags, conditions.cathode, cathodeLagSteady(body, meanA, cathode), durationS);
  return {
    graphiteLag,
    graphiteV:
      design.openCircuit.graphite.at(graphiteSurface) -
      overpotentialV(conditions.graphite, graphiteSurface, endA / size.graphiteAreaM2),
    cathodeV:
      cathodeTable(body).at(cathodeSurface) +
      overpotentialV(conditions.cathode, cathodeSurface, endA / size.cathodeAreaM2),
  };
}

/** Everything that answers to the current at once and in proportion: film, electrolyte, contacts, cathode layer. */
function seriesOhm(body: CellBody): number {
  const { core, conditions, design, size } = body;
  const concentrationOhm =
    (2 * conditions.graphite.thermalVoltageV * THERMODYNAMIC_FACTOR * size.saltPerAmp) /
    Math.max(MIN_CONCENTRATION, conditions.saltMolPerM3);
  return filmOhm(body) + ohmicOhm(body) + core.cathodeLayerOhmM2 / design.areaM2 + concentrationOhm;
}

export function filmOhm({ core, design, film, size }: CellBody): number {
  return (film.resistivityOhmM * core.filmThicknessM) / (design.filmAreaRatio * size.graphiteAreaM2);
}

/** Electrolyte, contacts, and a contact that let go. */
export function ohmicOhm({ core, size, spec }: CellBody): number {
  const { contact } = spec.defects;
  if (contact === undefined) return size.ohmicOhm;
  const loose = core.ageS >= contact.fromAgeS && core.ageS < (contact.untilAgeS ?? Infinity);
  return size.ohmicOhm + (loose ? contact.ohm : 0);
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
    ...(atTerminals.sideA !== undefined && { sideA: atTerminals.sideA }),
  });
  const excess = (leakA: number): number => electrodeVoltage(body, less(leakA)) - leakA * shortOhm;
  const unleakedV = excess(0);
  const mostA = unleakedV / shortOhm;
  const bracket = { from: 0, to: mostA, atFrom: unleakedV, atTo: excess(mostA) };
  return less(illinois(excess, bracket, 1e-10, 60));
}
