/** Which circuits describe a spectrum, and how likely each is: the tail first, then the number of arcs, by evidence. */
import type { Build } from './build.js';
import { builtCircuit, expectedCircuit, TAILS, type Tail } from './expected-circuits.js';
import { fitCircuit, type FittedCircuit } from './fitted-circuit.js';
import { scaledErrors, type PointErrors } from './point-errors.js';
import type { Spectrum } from './spectrum.js';

/** A circuit and how likely it is among those with the same tail, 0 to 1. */
export interface Candidate {
  readonly circuit: FittedCircuit;
  readonly arcs: number;
  readonly weight: number;
}

export interface CircuitChoice {
  readonly tail: Tail;
  /** The likeliest first; their weights sum to 1. Nothing of the build of the cell is used. */
  readonly candidates: readonly Candidate[];
  /** ln of the odds of the likeliest number of arcs against the next. */
  readonly margin: number;
  /** The circuit of the build that was given, and ln of its odds against the likeliest candidate. */
  readonly built?: { readonly circuit: FittedCircuit; readonly logOdds: number };
  /** Squared residuals a degree of freedom of the likeliest circuit, in variances of the instrument. */
  readonly reducedChiSquared: number;
}

/** The tails are compared with this many arcs, then the best is tried with these. */
const FIRST_ARCS = 2;
const OTHER_ARCS = [1, 3];
/** Beyond what chance does to 60 degrees of freedom and more, the instrument errs more than it says. */
const CHANCE = 1.5;

/** @returns undefined where no circuit could be fitted */
export function chooseCircuit(
  spectrum: Spectrum,
  errors: PointErrors,
  build: Build | undefined,
): CircuitChoice | undefined {
  const choice = chooseWith(spectrum, errors, build);
  if (!choice || choice.reducedChiSquared <= CHANCE) return choice;
  // What the errors of the instrument do not explain is taken for error too: nothing is told better than it fits.
  const honest = chooseWith(spectrum, scaledErrors(errors, Math.sqrt(choice.reducedChiSquared)), build);
  return honest && { ...honest, reducedChiSquared: choice.reducedChiSquared };
}

function chooseWith(
  spectrum: Spectrum,
  errors: PointErrors,
  build: Build | undefined,
): CircuitChoice | undefined {
  const fitted = (arcs: number, tail: Tail): FittedCircuit | [] =>
    fitCircuit(expectedCircuit(spectrum, arcs, tail), spectrum, errors) ?? [];
  const first = firstThatDescribes((tail) => fitted(FIRST_ARCS, tail));
  if (!first) return undefined;
  const circuits = byEvidence([first, ...OTHER_ARCS.flatMap((arcs) => fitted(arcs, first.tail))]);
  const [best, next] = circuits;
  const built =
    build && first.tail === 'diffusion' && fitCircuit(builtCircuit(spectrum, build), spectrum, errors);
  return {
    tail: first.tail,
    candidates: weighed(circuits),
    margin: next ? best!.logEvidence - next.logEvidence : Infinity,
    reducedChiSquared: Math.min(...circuits.map((circuit) => circuit.reducedChiSquared)),
    ...(built && { built: { circuit: built, logOdds: built.logEvidence - best!.logEvidence } }),
  };
}

/** Tails are tried in order until one leaves nothing but the instrument's errors; else the likeliest. */
function firstThatDescribes(fitted: (tail: Tail) => FittedCircuit | []): FittedCircuit | undefined {
  const tried: FittedCircuit[] = [];
  for (const tail of TAILS) {
    tried.push(...[fitted(tail)].flat());
    if (tried.at(-1)?.tail === tail && tried.at(-1)!.reducedChiSquared <= CHANCE) return tried.at(-1);
  }
  return byEvidence(tried)[0];
}

function byEvidence(circuits: readonly FittedCircuit[]): FittedCircuit[] {
  return [...circuits].sort((a, b) => b.logEvidence - a.logEvidence);
}

function weighed(circuits: readonly FittedCircuit[]): Candidate[] {
  const shares = circuits.map(({ logEvidence }) => Math.exp(logEvidence - circuits[0]!.logEvidence));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return circuits.map((circuit, i) => ({
    ...{ circuit, arcs: circuit.layout.arcs.length },
    weight: shares[i]! / total,
  }));
}
