/** The role of a characterisation station: impedance and film composition of a finished cell. */
import type { Instrument } from './instrument.js';

export type CharacteriserTask =
  | { readonly kind: 'impedance'; readonly cellId: string }
  /** Opens the cell: nothing can be measured on it afterwards. */
  | { readonly kind: 'film'; readonly cellId: string };

/** Elements reported by the film survey. */
export const FILM_ELEMENTS = ['Li', 'C', 'O', 'F', 'P', 'S', 'B'] as const;
export type FilmElement = (typeof FILM_ELEMENTS)[number];

export type CharacteriserResult =
  | { readonly kind: 'impedance'; readonly openCircuitVoltageV: number }
  | {
      readonly kind: 'film';
      readonly thicknessM: number;
      /** Stated standard uncertainty of the thickness. */
      readonly thicknessSdM: number;
      /** Atomic fractions, summing to 1. */
      readonly atomicFractions: Readonly<Record<FilmElement, number>>;
    };

/**
 * Fetching an impedance job gives `frequencyHz, realOhm, imaginaryOhm`; a film job gives one row per element,
 * `elementIndex, atomicFraction, atomicFractionSd` in the order of `FILM_ELEMENTS`.
 */
export type Characteriser = Instrument<CharacteriserTask, CharacteriserResult>;
