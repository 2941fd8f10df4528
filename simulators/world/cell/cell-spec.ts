/** What a built cell is, physically: plain data that travels between the simulated instruments. */
import type { Formulation } from '../../../drivers/synthesis-robot.js';

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

/** What went wrong when the cell was built. */
export interface Defects {
  /** Resistance of an internal short, ohm. */
  readonly shortOhm?: number;
}

export interface CellSpec {
  readonly id: string;
  readonly cellType: 'coin-2032-NMC811-graphite';
  /** What is really inside, not what was asked for. */
  readonly formulation: Formulation;
  readonly electrolyteVolumeL: number;
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
