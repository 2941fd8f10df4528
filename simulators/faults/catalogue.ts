/**
 * What goes wrong in a laboratory of this kind, and how often. Rates are choices; together they put 6 to 8 % of the
 * cells of a good robot wrong, as published: 5 % for ODACell (2023, 10.1039/d3dd00058c), 3 % with placement correction
 * (Zhang et al. 2024, 10.1039/d4dd00002a).
 */
import type { TrueCause } from '../lab/room.js';

/** What one unit of exposure is. */
export type Exposure =
  'transfer' | 'vial near its limit' | 'cell' | 'chamber and day' | 'channel and year' | 'lab and day';

export interface Failure {
  /** Who is to blame when it strikes by chance. */
  readonly attribution: 'recipe' | 'machine';
  /** Absent: decided by physics or by the shelf alone. */
  readonly rate?: { readonly value: number; readonly per: Exposure };
  /** What makes it more likely. */
  readonly trigger: string;
  /** What it does to whom. */
  readonly effect: string;
}

export const CATALOGUE = {
  'dispensing-error': {
    attribution: 'machine',
    rate: { value: 0.01, per: 'transfer' },
    trigger: 'viscosity over 1.5 mPa.s, up to x3; a shelf with less than 20 doses left, x2',
    effect: 'robot: a dose of 5 to 90 % (bubble, clog) or 115 to 200 % (wrong amount)',
  },
  insoluble: {
    attribution: 'recipe',
    rate: { value: 0.02, per: 'vial near its limit' },
    trigger: 'beyond a solubility always; from 90 % of it on at this rate',
    effect: 'robot: a turbid vial',
  },
  'hard-short': {
    attribution: 'machine',
    rate: { value: 0.01, per: 'cell' },
    trigger: 'anode overhang under 0.3 mm, x3',
    effect: 'cell: 0.05 to 0.95 ohm between the electrodes',
  },
  'soft-short': {
    attribution: 'machine',
    rate: { value: 0.015, per: 'cell' },
    trigger: '-',
    effect: 'cell: 10 kilohm to 1 megohm between the electrodes, and a noisy voltage on charge',
  },
  'contact-loss': {
    attribution: 'machine',
    rate: { value: 0.01, per: 'cell' },
    trigger: '-',
    effect: 'cell: 5 to 200 ohm in series from some day on; half of them recover',
  },
  leak: {
    attribution: 'machine',
    rate: { value: 0.01, per: 'cell' },
    trigger: '-',
    effect: 'cell: loses 0.5 to 10 % of its electrolyte a day',
  },
  'incomplete-wetting': {
    attribution: 'machine',
    rate: { value: 0.02, per: 'cell' },
    trigger: 'viscosity; what a rest before the first charge then makes of it is physics',
    effect: 'cell: soaks 3 to 12 times more slowly',
  },
  'electrode-mix-up': {
    attribution: 'machine',
    rate: { value: 0.005, per: 'cell' },
    trigger: '-',
    effect: 'cell: a cathode of 60, 75, 135 or 160 % of the intended loading',
  },
  gassing: {
    attribution: 'machine',
    rate: { value: 0.005, per: 'cell' },
    trigger: 'without a defect: what is oxidised and reduced',
    effect: 'cell: 1500 to 4000 ppm of water, a film that never closes',
  },
  'lithium-plating': {
    attribution: 'recipe',
    trigger: 'cold, fast charge, viscous electrolyte',
    effect: 'cell: physics',
  },
  exfoliation: {
    attribution: 'recipe',
    trigger: 'propylene carbonate without a film former',
    effect: 'cell: physics',
  },
  'collector-corrosion': {
    attribution: 'recipe',
    trigger: 'imide salts above 4.1 V, unless passivated',
    effect: 'cell: physics',
  },
  'temperature-excursion': {
    attribution: 'machine',
    rate: { value: 1 / 60, per: 'chamber and day' },
    trigger: '-',
    effect: 'tester: 4 to 15 K off for 1 to 12 h, in all channels at once',
  },
  'channel-fault': {
    attribution: 'machine',
    rate: { value: 0.5, per: 'channel and year' },
    trigger: '-',
    effect: 'tester: frozen reading and then a trip, no reading, clipped current, time gap, or wrong range',
  },
  'power-loss': {
    attribution: 'machine',
    rate: { value: 1 / 90, per: 'lab and day' },
    trigger: '-',
    effect: 'robot, tester or station: loses its power, and is switched on again',
  },
  'stock-empty': { attribution: 'machine', trigger: 'an empty shelf', effect: 'robot: the program fails' },
} as const satisfies Readonly<Record<TrueCause, Failure>>;

/** What happens by chance, at a rate. */
export type ChanceFault = {
  [Cause in TrueCause]: (typeof CATALOGUE)[Cause] extends { rate: unknown } ? Cause : never;
}[TrueCause];
export type FaultRates = Readonly<Record<ChanceFault, number>>;

const CHANCE = Object.entries<Failure>(CATALOGUE).flatMap(([cause, { rate }]) =>
  rate ? [[cause as ChanceFault, rate.value] as const] : [],
);

/**
 * The usual rates, changed.
 * @param scale of every rate that is not among `changes`
 * @param changes a rate, or a multiple of the usual one as `x3`
 */
export function faultRates(
  scale = 1,
  changes: Readonly<Partial<Record<ChanceFault, number | string>>> = {},
): FaultRates {
  const rates = CHANCE.map(([cause, usual]) => [cause, changed(usual, scale, changes[cause])]);
  return Object.fromEntries(rates) as FaultRates;
}

function changed(usual: number, scale: number, change: number | string | undefined): number {
  if (typeof change === 'string') return usual * Number(change.slice(1));
  return change ?? usual * scale;
}
