/** The resistances of the circuits that were chosen, averaged over them by how likely each is. */
import type { Ground } from '../figure.js';
import type { Expected } from './belief.js';
import type { Candidate, CircuitChoice } from './circuit-choice.js';
import type { Tail } from './expected-circuits.js';
import { logarithm, logarithmOfSum, type FittedCircuit } from './fitted-circuit.js';

export interface Resistance {
  /** ln of Ohm: not a number where there is none. */
  readonly logOhm: Expected;
  readonly ground: Ground;
  readonly detail: Readonly<Record<string, number>>;
}

export interface Resistances {
  readonly ohmic_resistance: Resistance;
  readonly film_resistance: Resistance;
  readonly charge_transfer_resistance: Resistance;
  readonly polarisation_resistance: Resistance;
}

/** A build whose circuit is less likely by this factor (ln) than one without it is not the build of the cell. */
const NOT_THE_BUILD = -5;
/** Relative uncertainty from which the film counts as hardly told from charge transfer, and as not told at all. */
const HARDLY = 0.25;
const NOT_AT_ALL = 1;

const SOUND: Ground = { quality: 'valid', reason: '' };

export function readResistances(choice: CircuitChoice): Resistances {
  const { candidates, built } = choice;
  const known = built && built.logOdds > NOT_THE_BUILD ? [{ circuit: built.circuit, weight: 1 }] : undefined;
  const all = known ?? candidates;
  const withArcs = all.filter(({ circuit }) => circuit.layout.arcs.length > 0);
  const whole = (read: (circuit: FittedCircuit) => Expected, of = all): Resistance => ({
    ...{ logOhm: averaged(of, read), ground: SOUND, detail: {} },
  });
  return {
    ohmic_resistance: whole((circuit) => logarithm(circuit, 0)),
    polarisation_resistance: whole((circuit) => logarithmOfSum(circuit, circuit.layout.arcs), withArcs),
    ...interfaces(choice, known),
  };
}

/** The fastest arc is the film, all others are charge transfer. */
function interfaces(
  { tail, candidates, built }: CircuitChoice,
  known: readonly Weighed[] | undefined,
): Pick<Resistances, 'film_resistance' | 'charge_transfer_resistance'> {
  const several = known ?? candidates.filter(({ arcs }) => arcs > 1);
  const film = averaged(several, (circuit) => logarithm(circuit, circuit.layout.arcs[0]!));
  const transfer = averaged(several, (circuit) => logarithmOfSum(circuit, circuit.layout.arcs.slice(1)));
  const ground = known
    ? SOUND
    : apartness(tail, candidates, Math.max(film.sd, transfer.sd), built !== undefined);
  const detail = several[0] ? { frequencyHz: apexHz(several[0].circuit) } : {};
  return {
    film_resistance: { logOhm: film, ground, detail },
    charge_transfer_resistance: { logOhm: transfer, ground, detail: {} },
  };
}

/** How well film and charge transfer are told apart where no build says which arc is which. */
function apartness(tail: Tail, candidates: readonly Candidate[], sd: number, otherBuild: boolean): Ground {
  const single = candidates.find(({ arcs }) => arcs === 1)?.weight ?? 0;
  if (tail === 'blocking')
    return { quality: 'invalid', reason: 'the electrodes block ions: there is no charge transfer' };
  if (single > 0.5 || !(sd < NOT_AT_ALL)) {
    return { quality: 'invalid', reason: 'the film cannot be told from charge transfer' };
  }
  if (otherBuild) return { quality: 'suspect', reason: 'the arcs are not those of the build that was given' };
  if (single < 0.05 && sd < HARDLY) return SOUND;
  const factor = Math.exp(1.96 * sd).toFixed(1);
  return {
    quality: 'suspect',
    reason: `the film is hardly told from charge transfer: a factor ${factor} either way`,
  };
}

type Weighed = Pick<Candidate, 'circuit' | 'weight'>;

/** Mean and standard deviation of a mixture of normals. */
function averaged(of: readonly Weighed[], read: (circuit: FittedCircuit) => Expected): Expected {
  const told = of.map(({ circuit, weight }) => ({ ...read(circuit), weight }));
  const total = told.reduce((sum, { weight }) => sum + weight, 0);
  const mean = told.reduce((sum, one) => sum + one.weight * one.mean, 0) / total;
  const variance =
    told.reduce((sum, one) => sum + one.weight * (one.sd ** 2 + (one.mean - mean) ** 2), 0) / total;
  return { mean, sd: Math.sqrt(variance) };
}

/** Where the fastest arc peaks. */
function apexHz({ fit, layout }: FittedCircuit): number {
  return 1 / (2 * Math.PI * Math.exp(fit.parameters[layout.arcs[0]! + 1]!));
}
