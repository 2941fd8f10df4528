/** What a built cell is, physically: plain data that travels between the simulated instruments. */
import type { Formulation } from '../../../drivers/synthesis-robot.js';
import type { CellType } from './designs/designs.js';

/** Multiplicative cell-to-cell factors, 1 for the nominal cell. */
export interface Variation {
  /** Capacity of graphite and of cathode. */
  readonly qn: number;
  readonly qp: number;
  /** Real over geometric film area. */
  readonly bet: number;
  /** Permeability of the film. */
  readonly sei: number;
  /** Crack repair. */
  readonly crack: number;
  /** Contact resistance. */
  readonly r: number;
  /** Electrolyte fill. */
  readonly fill: number;
}

/** What went wrong when the cell was built; what follows from it is physics. */
export interface Defects {
  /** Resistance of an internal short, ohm: below 1 a hard short, 10 kilohm to 1 megohm a soft one. */
  readonly shortOhm?: number;
  /** A spring or tab that lets go: `ohm` in series from the cell's age `fromAgeS` on, until `untilAgeS` if it recovers. */
  readonly contact?: { readonly ohm: number; readonly fromAgeS: number; readonly untilAgeS?: number };
  /** A crimp that leaks: share of the electrolyte lost a day, 1/d. */
  readonly leakPerDay?: number;
  /** How many times longer than usual the electrolyte takes to soak the electrodes. */
  readonly wettingFactor?: number;
  /** A disc of another batch, or upside down: loading of the cathode over the intended one. */
  readonly cathodeShare?: number;
}

export interface CellSpec {
  readonly id: string;
  readonly cellType: CellType;
  /** What is really inside, not what was asked for. */
  readonly formulation: Formulation;
  readonly electrolyteVolumeL: number;
  /** Water in the electrolyte, mass ppm; 15 when nobody looked. */
  readonly waterPpm?: number;
  readonly variation: Variation;
  readonly defects: Defects;
  /** Seed of everything random that happens to this cell. */
  readonly seed: string;
}

/** The whole state of a cell between two programs; numbers and flags only, so that it survives JSON. */
export type CellState = Readonly<
  Record<string, number | boolean | readonly number[] | Readonly<Record<string, number>>>
>;

/** A cell as the room knows it. `state` is absent until it was cycled. */
export interface RoomCell {
  readonly spec: CellSpec;
  readonly state?: CellState;
  /** `tray`, `station`, `waste` or `channel/N`. */
  readonly place: string;
  /** Opened by a destructive measurement. */
  readonly opened: boolean;
}
