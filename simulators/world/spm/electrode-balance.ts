/** Where an electrode pair starts and ends: stoichiometries at two cell voltages for the lithium that the cell holds. */
import type { Cell } from '../cell/cell.js';
import { illinois } from '../numerics/root.js';

export interface Balance {
  readonly graphite: { readonly empty: number; readonly full: number };
  readonly cathode: { readonly empty: number; readonly full: number };
  /** Between the two voltages, A s. */
  readonly capacityC: number;
}

/**
 * Electrode state of health (Mohtat et al. 2019): `U_p(y) - U_n(x) = V` with `x Q_n + y Q_p` constant.
 * @throws {RangeError} when the cell's lithium cannot give one of the voltages
 */
export function electrodeBalance(cell: Cell, lowerV: number, upperV: number): Balance {
  const { graphiteCapacityC, cathodeCapacityC } = cell.state;
  const [empty, full] = [at(cell, lowerV), at(cell, upperV)];
  return {
    graphite: { empty: empty.graphite, full: full.graphite },
    cathode: { empty: empty.cathode, full: full.cathode },
    capacityC: Math.min(
      (full.graphite - empty.graphite) * graphiteCapacityC,
      (empty.cathode - full.cathode) * cathodeCapacityC,
    ),
  };
}

/** @param share of the capacity between the two voltages, 0 to 1 */
export function stoichiometriesAt(
  { graphite, cathode }: Balance,
  share: number,
): { graphite: number; cathode: number } {
  return {
    graphite: graphite.empty + share * (graphite.full - graphite.empty),
    cathode: cathode.empty + share * (cathode.full - cathode.empty),
  };
}

function at(cell: Cell, voltageV: number): { graphite: number; cathode: number } {
  const { core, design } = cell.body;
  const lithiumC = core.graphite * core.graphiteCapacityC + core.cathode * core.cathodeCapacityC;
  const cathodeOf = (x: number): number => (lithiumC - x * core.graphiteCapacityC) / core.cathodeCapacityC;
  const excess = (x: number): number =>
    design.openCircuit.cathode.at(cathodeOf(x)) - design.openCircuit.graphite.at(x) - voltageV;
  const from = Math.max(1e-4, (lithiumC - core.cathodeCapacityC) / core.graphiteCapacityC);
  const to = Math.min(0.9999, lithiumC / core.graphiteCapacityC);
  const bracket = { from, to, atFrom: excess(from), atTo: excess(to) };
  if (!(bracket.atFrom < 0 && bracket.atTo > 0)) {
    const range = [bracket.atFrom, bracket.atTo].map((v) => (v + voltageV).toFixed(3)).join(' to ');
    throw new RangeError(`open-circuit voltage ${voltageV} V, expected within ${range} V for this cell`);
  }
  const graphite = illinois(excess, bracket, 1e-10, 200);
  return { graphite, cathode: cathodeOf(graphite) };
}
