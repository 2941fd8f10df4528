/** The resistances of the circuits that were chosen, averaged over them by how likely each is. */
import type { Ground } from '../figure.js';
import type { Expected } from './belief.js';
import type { Candidate, CircuitChoice } from './circuit-choice.js';
import { logarithm, logarithmOfSum, type FittedCircuit } from './fitted-circuit.js';

export interface Resistance {
  /** ln of Ohm: not a number where there is none. */
  readonly logOhm: Expected;
  readonly ground: Ground;
  readonly detail: Readonly<Record<string, number>>;
}

type Name = 'ohmic_resistance' | 'film_resistance' | 'charge_transfer_resistance' | 'polarisation_resistance';

export type Resistances = Readonly<Record<Name, Resistance>>;

/** A build whose circuit is less likely by this factor (ln) than one without it is not the build of the cell. */
const NOT_THE_BUILD = -5;
/** Standard deviation of ln R from which a resistance counts as hardly told, and as not told at all. */
const HARDLY = 0.25;
const NOT_AT_ALL = 1;

const SOUND: Ground = { quality: 'valid', reason: '' };

export function readResistances(choice: CircuitChoice): Resistances {
  const { candidates, built } = choice;
  const known = built && built.logOdds > NOT_THE_BUILD ? [{ circuit: built.circuit, weight: 1 }] : undefined;
  const all = known ?? candidates;
  const whole = (read: (circuit: FittedCircuit) => Expected): Resistance => {
    const logOhm = averaged(all, read);
    return { logOhm, ground: told('the resistance', logOhm.sd), detail: {} };
  };
  return {
    ohmic_resistance: whole((circuit) => logarithm(circuit, 0)),
    polarisation_resistance: whole((circuit) => logarithmOfSum(circuit, circuit.layout.arcs)),
    ...interfaces(choice, known),
  };
}

/** Of a known build the first arc is the film, else the fastest; all others are charge transfer. */
function interfaces(
  choice: CircuitChoice,
  known: readonly Weighed[] | undefined,
): Pick<Resistances, 'film_resistance' | 'charge_transfer_resistance'> {
  const several = known ?? choice.candidates.filter(({ arcs }) => arcs > 1);
  const arcsOf = (circuit: FittedCircuit): number[] =>
    known ? [...circuit.layout.arcs] : fastestFirst(circuit);
  const film = averaged(several, (circuit) => logarithm(circuit, arcsOf(circuit)[0]!));
  const transfer = averaged(several, (circuit) => logarithmOfSum(circuit, arcsOf(circuit).slice(1)));
  const ground = known ? SOUND : apartness(choice, Math.max(film.sd, transfer.sd));
  const apexHz = several[0] && 1 / (2 * Math.PI * timeS(several[0].circuit, arcsOf(several[0].circuit)[0]!));
  return {
    film_resistance: { logOhm: film, ground, detail: apexHz === undefined ? {} : { frequencyHz: apexHz } },
    charge_transfer_resistance: { logOhm: transfer, ground, detail: {} },
  };
}

function fastestFirst(circuit: FittedCircuit): number[] {
  return [...circuit.layout.arcs].sort((a, b) => timeS(circuit, a) - timeS(circuit, b));
}

function timeS({ fit }: FittedCircuit, arc: number): number {
  return Math.exp(fit.parameters[arc + 1]!);
}

/** How well film and charge transfer are told apart where no build says which arc is which. */
function apartness({ tail, candidates, built }: CircuitChoice, sd: number): Ground {
  const single = candidates.find(({ arcs }) => arcs === 1)?.weight ?? 0;
  if (tail === 'blocking') {
    return { quality: 'invalid', reason: 'the electrodes block ions: there is no charge transfer' };
  }
  if (single > 0.5)
    return { quality: 'invalid', reason: 'one arc: the film cannot be told from charge transfer' };
  if (built) return { quality: 'suspect', reason: 'the arcs are not those of the build that was given' };
  return told('the film beside charge transfer', sd);
}

function told(what: string, sd: number): Ground {
  if (sd < HARDLY) return SOUND;
  const quality = sd < NOT_AT_ALL ? 'suspect' : 'invalid';
  return { quality, reason: `${what} is hardly told: a factor ${Math.exp(1.96 * sd).toFixed(1)} either way` };
}

type Weighed = Pick<Candidate, 'circuit' | 'weight'>;

/** Mean and standard deviation of a mixture of normals. */
function averaged(of: readonly Weighed[], read: (circuit: FittedCircuit) => Expected): Expected {
  const each = of.map(({ circuit, weight }) => ({ ...read(circuit), weight }));
  const total = each.reduce((sum, { weight }) => sum + weight, 0);
  const mean = each.reduce((sum, one) => sum + one.weight * one.mean, 0) / total;
  const variance =
    each.reduce((sum, one) => sum + one.weight * (one.sd ** 2 + (one.mean - mean) ** 2), 0) / total;
  return { mean, sd: Math.sqrt(variance) };
}
