/** The physics of a cell beyond lithium going in and out of its electrodes: exchangeable as a whole. */
import type { ElectrolyteProperties } from '../electrolyte/electrolyte.js';
import type { CellBody } from './cell-body.js';
import type { CellSpec } from './cell-spec.js';

/** What graphite goes through during a step. */
export interface GraphiteLoad {
  /** Against Li/Li+, at the middle of the step. */
  readonly potentialV: number;
  /** Through the electrodes, A, positive on charge, and per particle area, A m-2. */
  readonly currentA: number;
  readonly currentDensity: number;
  /** Surface minus mean stoichiometry at the middle of the step. */
  readonly lag: number;
  /** Charge moved over graphite's capacity, not negative. */
  readonly throughput: number;
  readonly durationS: number;
}

export interface CellMode {
  /** Share of the electrodes that is soaked as soon as the electrolyte is filled in. */
  readonly wettedAtOnce: number;
  liquidAt(spec: CellSpec, temperatureK: number): ElectrolyteProperties;
  /** Carries out the step's side reactions on graphite. @returns the lithium they take from it, A s; negative gives back */
  sideReactions(body: CellBody, load: GraphiteLoad): number;
  /** The same at the cathode. @returns the charge of electrolyte oxidised, A s */
  oxidation(body: CellBody, cathodeV: number, durationS: number): number;
  /** Share of active graphite lost in one discharge; `chargeRatePerH` of the charge before, `depth` over the nominal capacity. */
  graphiteWear(body: CellBody, chargeRatePerH: number, depth: number): number;
}
