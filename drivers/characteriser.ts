/** The role of a characterisation station: what can be measured on a finished cell and on its film. */
import type { Instrument } from './instrument.js';

/**
 * `impedance`: at open circuit. `mass`: of the whole cell; a leak shows as a loss. `microbalance`: film on the quartz
 * crystal with a graphite coating that went through the cell's programme beside it. `gas`: what the cell made in its
 * life. `film`: thickness and composition by sputtering photoelectron spectroscopy.
 */
export const CHARACTERISER_KINDS = ['impedance', 'mass', 'microbalance', 'gas', 'film'] as const;
export type CharacteriserKind = (typeof CHARACTERISER_KINDS)[number];

/** These open the cell: nothing can be measured on it afterwards. */
export const DESTRUCTIVE: readonly CharacteriserKind[] = ['gas', 'film'];

export type CharacteriserTask = {
  readonly [Kind in CharacteriserKind]: { readonly kind: Kind; readonly cellId: string };
}[CharacteriserKind];

/** Elements reported by the film survey. */
export const FILM_ELEMENTS = ['Li', 'C', 'O', 'F', 'P', 'S', 'B'] as const;
export type FilmElement = (typeof FILM_ELEMENTS)[number];

/** Every `...Sd...` is the standard uncertainty that the station states of the value before it. */
export type CharacteriserResult =
  | { readonly kind: 'impedance'; readonly openCircuitVoltageV: number }
  | { readonly kind: 'mass'; readonly massKg: number; readonly massSdKg: number }
  | {
      readonly kind: 'microbalance';
      /** Over the real area of the graphite. */
      readonly arealMassKgPerM2: number;
      readonly arealMassSdKgPerM2: number;
      /** Film mass over the charge that formed it, kg per mole of electrons: 0.026 for LiF, 0.081 for LEDC. */
      readonly massPerElectronKgPerMol: number;
      readonly massPerElectronSdKgPerMol: number;
    }
  | { readonly kind: 'gas'; readonly amountMol: number; readonly amountSdMol: number }
  | {
      readonly kind: 'film';
      readonly thicknessM: number;
      readonly thicknessSdM: number;
      /** Atomic fractions, summing to 1. */
      readonly atomicFractions: Readonly<Record<FilmElement, number>>;
    };

/**
 * Fetching an impedance job gives `frequencyHz, realOhm, imaginaryOhm`; a film job gives one row per element,
 * `elementIndex, atomicFraction, atomicFractionSd` in the order of `FILM_ELEMENTS`; the others have no rows.
 */
export type Characteriser = Instrument<CharacteriserTask, CharacteriserResult>;
