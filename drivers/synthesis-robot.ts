/** The role of a formulation and assembly robot in a glovebox. */
import type { Instrument } from './instrument.js';

/** An electrolyte. Every ingredient by its usual short name (EC, LiPF6, VC). */
export interface Formulation {
  /** Mass fractions of the solvent blend, summing to 1. */
  readonly solvents: Readonly<Record<string, number>>;
  /** Concentrations, mol/L of electrolyte. */
  readonly saltsMolPerL: Readonly<Record<string, number>>;
  /** Mass fractions of the whole electrolyte. */
  readonly additives: Readonly<Record<string, number>>;
}

/** Where a cell can be put. */
export type CellPlace = 'tray' | 'station' | 'waste' | `channel/${number}`;

export type RobotTask =
  | { readonly kind: 'formulate'; readonly formulation: Formulation; readonly volumeL: number }
  | {
      readonly kind: 'assemble';
      readonly vialId: string;
      readonly electrolyteVolumeL: number;
      readonly cellType: string;
    }
  | { readonly kind: 'transfer'; readonly cellId: string; readonly to: CellPlace };

export type RobotResult =
  | {
      readonly kind: 'formulate';
      readonly vialId: string;
      /**
       * Largest deviation of an ingredient's mass from what was asked, over five standard deviations of the way it is
       * dosed, by the robot's own balance. Above 1 the dose is wrong.
       */
      readonly worstDeviation: number;
      readonly worstIngredient: string;
      /** Camera turbidity, 0 clear to 1 opaque. */
      readonly turbidity: number;
      /** Of each ingredient by `role.name` (`solvent.EC`); left out by robots that do not say. */
      readonly askedKg?: Readonly<Record<string, number>>;
      /** What the balance saw of it. */
      readonly weighedKg?: Readonly<Record<string, number>>;
    }
  | {
      readonly kind: 'assemble';
      readonly cellId: string;
      readonly openCircuitVoltageV: number;
      /** Camera's confidence in the stack's alignment, 0 to 1. */
      readonly placementConfidence: number;
      /** Of the sealed cell; left out by robots without a balance for it. */
      readonly massKg?: number;
    }
  | { readonly kind: 'transfer'; readonly cellId: string; readonly place: CellPlace };

/** An operator's act: more of an item onto the shelf, kg of an ingredient or number of pieces, all of one lot. */
export interface Refill {
  readonly item: string;
  readonly amount: number;
  readonly lot: string;
}

/** Fetching a robot job gives the glovebox log: `timeS, waterPpm, oxygenPpm, temperatureK`. */
export interface SynthesisRobot extends Instrument<RobotTask, RobotResult> {
  /** What an operator puts onto its shelf. Absent where the robot does not keep count. Not to be repeated blindly. */
  refill?(refill: Refill): Promise<void>;
}
