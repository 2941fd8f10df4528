/** A figure of merit: a number with its uncertainty and how far to trust it, or the reason why there is none. */
import { worst, type Quality } from './defect.js';

/** Every figure, with its UCUM unit. */
export const FIGURE_UNITS = {
  capacity_retention: '%',
  first_cycle_efficiency: '%',
  coulombic_efficiency: '%',
  inefficiency_per_hour: '/h',
  discharge_capacity: 'mA.h',
  dc_resistance: 'Ohm',
  ohmic_resistance: 'Ohm',
  film_resistance: 'Ohm',
  charge_transfer_resistance: 'Ohm',
  polarisation_resistance: 'Ohm',
  film_thickness: 'nm',
  fluorine_fraction: '%',
  film_areal_mass: 'ug/cm2',
  film_mass_per_electron: 'g/mol',
  reduction_peak_voltage: 'V',
  formation_time: 'h',
  formation_charge: 'mA.h',
} as const;

export type FigureName = keyof typeof FIGURE_UNITS;

interface Common {
  readonly quantity: FigureName;
  /** UCUM. */
  readonly unit: string;
  /** Numbers that say where the value comes from, such as the cycle it was taken at. */
  readonly detail: Readonly<Record<string, number>>;
}

/** `standardUncertainty` is one standard deviation in the same unit (JCGM 100:2008); never negative. */
export type Figure =
  | (Common & {
      readonly quality: Exclude<Quality, 'invalid'>;
      readonly value: number;
      readonly standardUncertainty: number;
      /** Why it is suspect; empty when it is not. */
      readonly reason: string;
    })
  | (Common & {
      readonly quality: 'invalid';
      readonly value: null;
      readonly standardUncertainty: null;
      readonly reason: string;
    });

/** What a figure was computed from: its worst quality becomes the figure's. */
export interface Ground {
  readonly quality: Quality;
  readonly reason: string;
}

export interface Estimate {
  readonly value: number;
  readonly standardUncertainty: number;
  readonly detail?: Readonly<Record<string, number>>;
}

/** The figure for an estimate in the figure's own unit. What is not finite, or rests on invalid ground, has no value. */
export function figure(quantity: FigureName, estimate: Estimate, grounds: readonly Ground[] = []): Figure {
  const { value, standardUncertainty, detail = {} } = estimate;
  const quality = worst(grounds.map((ground) => ground.quality));
  const reason = [...new Set(grounds.map((ground) => ground.reason))]
    .filter((text) => text !== '')
    .join('; ');
  if (quality === 'invalid') return noFigure(quantity, reason, detail);
  if (!Number.isFinite(value) || !Number.isFinite(standardUncertainty)) {
    return noFigure(quantity, 'the numbers do not give a finite value', detail);
  }
  return { quantity, unit: FIGURE_UNITS[quantity], quality, value, standardUncertainty, reason, detail };
}

/** A figure that could not be had, and why. */
export function noFigure(quantity: FigureName, reason: string, detail: Figure['detail'] = {}): Figure {
  const unit = FIGURE_UNITS[quantity];
  return { quantity, unit, quality: 'invalid', value: null, standardUncertainty: null, reason, detail };
}

/** Root of the sum of squares: independent uncertainties together. */
export function combined(...parts: readonly number[]): number {
  return Math.hypot(...parts);
}
