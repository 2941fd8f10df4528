/**
 * Which signs speak for which cause: one table. A sign counts `weight` where it is past its limit by `spread` or more,
 * as much against the cause where it is short of it by as much, and in proportion in between. Limits lie between what
 * sound cells of this build show and what sick ones do, as measured on simulated cells; the phenomena are those that
 * the named sources describe.
 */
import type { Attribution } from '../outcome.js';
import type { Recipe } from '../recipe.js';
import { machine, recipe, type Kind } from './failure-kinds.js';
import type { SignName, Signs } from './sign-names.js';
import { soakingTimeS } from './soaking.js';

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
  readonly blame?: (recipe: Recipe, signs: Signs) => Attribution;
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

/** Usual electrolytes soak this build within 0.5 to 4 h: a slower cell was built badly, or its electrolyte is very viscous. */
const SLOWEST_BY_RECIPE_S = 5 * 3600;

export const RULES: readonly Rule[] = [
  {
    kind: machine('channel-fault'),
    need: 3,
    clues: [over('nonFiniteRows', 0.5, 0.5, 12)],
    source: 'a tester that measures says a number (SCPI-99 has 9.91E+37 for none)',
  },
  {
    kind: machine('channel-fault'),
    need: 3,
    clues: [over('gapIntervals', 4, 0.3, 12)],
    source:
      'a row was due at every spacing; sound testers lose one in a thousand, hardly ever three in a row',
  },
  {
    kind: machine('channel-fault'),
    need: 3,
    clues: [over('stepsMissing', 0.5, 0.5, 12)],
    source: 'every step leaves a row at both its ends',
  },
  {
    kind: machine('channel-fault'),
    need: 3,
    clues: [over('frozenRows', 15, 5, 12)],
    source: 'a stuck converter repeats its last reading, noise never does',
  },
  {
    kind: machine('channel-fault'),
    need: 3,
    clues: [over('offCurrentRows', 2, 1, 12)],
    source: 'a constant-current step holds its current',
  },
  {
    kind: machine('temperature-excursion', 'temperature_excursion'),
    need: 1,
    clues: [over('temperatureOffK', 2, 0.5, 3.5)],
    source: 'a chamber keeps its set point within 2 K',
  },
  {
    kind: machine('soft-short', 'dimensional'),
    need: 2,
    clues: [over('freshDecayPerH', 0.02, 0.005, 10)],
    source: 'self-discharge of shorted cells: Barai et al. 2019, Prog. Energy Combust. Sci. 72, 1',
  },
  {
    kind: machine('electrode-mix-up', 'dimensional'),
    need: 6,
    clues: [
      over('firstChargeShare', 1.15, 0.03, 8),
      over('firstEfficiency', 0.3, 0.1, 5),
      under('freshDecayPerH', 0.02, 0.01, 1),
    ],
    source: 'the first charge fills what the cathode holds, and comes back',
  },
  {
    kind: machine('electrode-mix-up', 'dimensional'),
    need: 4,
    clues: [
      under('firstChargeShare', 0.85, 0.03, 4),
      over('firstChargeShare', 0.5, 0.03, 3),
      under('formationGrowth', 0.05, 0.03, 3),
    ],
    source: 'the first charge fills what the cathode holds',
  },
  {
    kind: machine('incomplete-wetting', 'premature_termination'),
    blame: ({ restS }, { firstChargeShare = 1 }) =>
      soakingTimeS(restS, firstChargeShare) > SLOWEST_BY_RECIPE_S ? 'machine' : 'recipe',
    need: 1,
    clues: [over('formationGrowth', 0.05, 0.03, 2), under('firstChargeShare', 0.75, 0.03, 4)],
    source: 'what is dry takes no charge, and soaks on: Weydanz et al. 2018, J. Power Sources 380, 126',
  },
  {
    kind: recipe('exfoliation', 'premature_termination'),
    need: 4.5,
    clues: [
      under('firstEfficiency', 0.81, 0.01, 5),
      over('carbonatePropylene', 0.15, 0.05, 3),
      under('freshDecayPerH', 0.02, 0.01, 1),
    ],
    source: 'propylene carbonate in graphite: Besenhard et al. 1995, J. Power Sources 54, 228',
  },
  {
    kind: machine('gassing'),
    need: 6,
    clues: [
      under('firstEfficiency', 0.855, 0.01, 3),
      under('secondEfficiency', 0.95, 0.02, 3),
      over('firstChargeShare', 0.6, 0.05, 2),
      under('carbonatePropylene', 0.15, 0.05, 1),
      under('freshDecayPerH', 0.01, 0.005, 2),
    ],
    source: 'water that goes on reacting: Bernhard et al. 2015, Electrochim. Acta 178, 127',
  },
  {
    kind: machine('gassing'),
    need: 3,
    clues: [over('firstChargeShare', 1.68, 0.03, 6), under('freshDecayPerH', 0.01, 0.005, 3)],
    source: 'no batch of electrodes takes that much: the charge goes into something that reacts on',
  },
  {
    kind: recipe('collector-corrosion', 'parameter_drift'),
    need: 0,
    clues: [over('imideShare', 0.3, 0.03, 3), over('resistanceGrowth', 0.006, 0.003, 1)],
    source: 'aluminium in imide electrolytes: Krause et al. 1997, J. Power Sources 68, 320',
  },
  {
    kind: recipe('lithium-plating', 'premature_termination'),
    need: 0,
    clues: [over('chargePolarisationV', 0.2, 0.015, 4)],
    source: 'plating follows polarisation of the graphite: Waldmann et al. 2018, J. Power Sources 384, 107',
  },
  {
    kind: machine('contact-loss'),
    need: 15.5,
    clues: [
      over('seriesJumpOhm', 3, 1, 4),
      under('temperatureOffK', 2, 0.5, 3),
      under('firstChargeShare', 1.1, 0.03, 4),
      over('firstEfficiency', 0.84, 0.01, 4),
      under('freshDecayPerH', 0.02, 0.01, 4),
    ],
    source: 'a contact is in series with everything else',
  },
  {
    kind: machine('contact-loss'),
    need: 1,
    clues: [over('ohmicOhm', 13, 1, 6)],
    source: 'a contact is in series with everything else',
  },
  {
    kind: machine('leak'),
    need: 3.2,
    clues: [
      over('freshDecayPerH', 1.5e-5, 3e-6, 3),
      under('freshDecayErrorPerH', 8e-6, 2e-6, 3),
      under('freshDecayPerH', 0.01, 0.003, 0.1),
    ],
    source: 'air that enters through a bad crimp takes lithium from the fresh electrode',
  },
];
