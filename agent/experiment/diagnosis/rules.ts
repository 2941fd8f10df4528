/**
 * Which signs speak for which cause: one table. A sign counts `weight` where it is past its limit by `spread` or more,
 * as much against the cause where it is short of it by as much, and in proportion in between. Limits lie between what
 * sound cells of this build show and what sick ones do, as measured on simulated cells; the phenomena are those that
 * the named sources describe.
 */
import type { Attribution } from '../outcome.js';
import type { Recipe } from '../recipe.js';
import { machine, recipe, type Kind } from './failure-kinds.js';
import type { SignName } from './signs.js';

export interface Clue {
  readonly sign: SignName;
  readonly over?: number;
  readonly under?: number;
  readonly spread: number;
  readonly weight: number;
}

export interface Rule {
  readonly kind: Kind;
  /** Who is to blame where the recipe decides it. */
  readonly blame?: (recipe: Recipe) => Attribution;
  /** Points that the clues must bring together before the cause is believed. */
  readonly need: number;
  readonly clues: readonly Clue[];
  /** Where the phenomenon is described. */
  readonly source: string;
}

const over = (sign: SignName, limit: number, spread: number, weight: number): Clue => ({
  sign,
  over: limit,
  spread,
  weight,
});
const under = (sign: SignName, limit: number, spread: number, weight: number): Clue => ({
  sign,
  under: limit,
  spread,
  weight,
});

/** Rests shorter than this leave a usual electrolyte time to soak on after the first charge has begun, s. */
const USUAL_REST_S = 8 * 3600;

export const RULES: readonly Rule[] = [
  {
    kind: machine('channel-fault'),
    need: 3,
    clues: [over('nonFiniteRows', 0.5, 0.5, 10)],
    source: 'SCPI-99, 7.2.1 (values that are not numbers)',
  },
  {
    kind: machine('channel-fault'),
    need: 3,
    clues: [over('gapIntervals', 2.3, 0.2, 10)],
    source: 'IEC 62660-1:2018, 5.2 (sampling)',
  },
  {
    kind: machine('channel-fault'),
    need: 3,
    clues: [over('frozenRows', 15, 5, 10)],
    source: 'a stuck converter repeats its last reading; noise never does',
  },
  {
    kind: machine('channel-fault'),
    need: 3,
    clues: [over('offCurrentRows', 2, 1, 9)],
    source: 'IEC 62660-1:2018, 5.2 (accuracy of current)',
  },
  {
    kind: machine('temperature-excursion', 'temperature_excursion'),
    need: 2,
    clues: [over('temperatureOffK', 2, 0.5, 5)],
    source: 'IEC 62660-1:2018, 5.3 (temperature tolerance of 2 K)',
  },
  {
    kind: machine('soft-short', 'dimensional'),
    need: 2,
    clues: [over('freshDecayPerH', 0.02, 0.005, 8)],
    source: 'Barai et al. 2019, Prog. Energy Combust. Sci. 72, 1 (self-discharge of shorted cells)',
  },
  {
    kind: machine('electrode-mix-up', 'dimensional'),
    need: 2,
    clues: [over('firstChargeShare', 1.15, 0.03, 4), under('freshDecayPerH', 0.02, 0.01, 2)],
    source: 'capacity against the design ratio of the electrodes',
  },
  {
    kind: machine('electrode-mix-up', 'dimensional'),
    need: 2,
    clues: [
      under('firstChargeShare', 0.85, 0.03, 4),
      under('formationGrowth', 0.02, 0.01, 3),
      over('firstEfficiency', 0.75, 0.05, 1),
    ],
    source: 'capacity against the design ratio of the electrodes',
  },
  {
    kind: machine('incomplete-wetting', 'premature_termination'),
    blame: ({ restS }) => (restS < USUAL_REST_S ? 'recipe' : 'machine'),
    need: 2,
    clues: [over('formationGrowth', 0.06, 0.02, 5)],
    source: 'Weydanz et al. 2018, J. Power Sources 380, 126 (filling and wetting)',
  },
  {
    kind: recipe('exfoliation', 'premature_termination'),
    need: 2,
    clues: [under('firstEfficiency', 0.78, 0.03, 4), under('formationGrowth', 0.1, 0.05, 1)],
    source: 'Besenhard et al. 1995, J. Power Sources 54, 228 (solvated intercalation)',
  },
  {
    kind: recipe('collector-corrosion', 'parameter_drift'),
    need: 2,
    clues: [over('resistanceGrowth', 0.012, 0.003, 3), over('inefficiencyPerH', 2.5e-3, 5e-4, 2)],
    source: 'Krause et al. 1997, J. Power Sources 68, 320 (aluminium in imide electrolytes)',
  },
  {
    kind: machine('contact-loss'),
    need: 2,
    clues: [over('resistanceJumpOhm', 2.5, 0.5, 5), under('freshDecayPerH', 0.02, 0.01, 1)],
    source: 'Barsoukov and Macdonald, Impedance Spectroscopy, 3rd ed., 4.5 (series resistance)',
  },
  {
    kind: machine('leak'),
    need: 2,
    clues: [over('freshDecayPerH', 1.4e-5, 4e-6, 3), under('freshDecayPerH', 0.01, 0.003, 1)],
    source: 'air that enters through a bad crimp takes lithium from the fresh electrode',
  },
];
