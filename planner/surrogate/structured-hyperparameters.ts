import { BIAS, DISCREPANCY, NOISE_RATIO } from '../choices.js';
import type { Hyperparameters, LogNormal, Priors } from './hyperparameters.js';
import { pack, packedPriors, startingPoints, unpack } from './hyperparameters.js';
import type { Structure } from './structure.js';

/** The kernel of what a source of low fidelity gets wrong. */
export interface Discrepancy {
  readonly logLengthscales: readonly number[];
  readonly logSignalVariance: number;
}

/** What a model of several origins learns, as plain JSON. Variances are of standardised values. */
export interface StructuredHyperparameters extends Hyperparameters {
  readonly logSourceBiasVariance: number;
  readonly logInstrumentBiasVariance: number;
  /** In the order of `Structure.lowFidelity`. */
  readonly discrepancies: readonly Discrepancy[];
  /** Log of each group's noise variance over the common one, in the order of `Structure.noises`. */
  readonly logNoiseRatios: readonly number[];
}

/** A scaled inverse chi-squared prior of a variance around its scale, on the logarithm of their ratio. */
export interface InverseChiSquared {
  readonly degreesOfFreedom: number;
}

export type Prior = LogNormal | InverseChiSquared;

/** The common parameters first, then both biases, discrepancies and noise ratios. */
export function packStructured(h: StructuredHyperparameters): Float64Array {
  return Float64Array.from([
    ...pack(h),
    h.logSourceBiasVariance,
    h.logInstrumentBiasVariance,
    ...h.discrepancies.flatMap((one) => [...one.logLengthscales, one.logSignalVariance]),
    ...h.logNoiseRatios,
  ]);
}

/** The inverse of `packStructured` for `d` features. */
export function unpackStructured(
  theta: Float64Array,
  d: number,
  structure: Structure,
): StructuredHyperparameters {
  const first = d + 4;
  return {
    ...unpack(theta.subarray(0, d + 2)),
    logSourceBiasVariance: theta[d + 2]!,
    logInstrumentBiasVariance: theta[d + 3]!,
    discrepancies: structure.lowFidelity.map((_, s) => {
      const at = first + s * (d + 1);
      return { logLengthscales: Array.from(theta.subarray(at, at + d)), logSignalVariance: theta[at + d]! };
    }),
    logNoiseRatios: Array.from(theta.subarray(first + structure.lowFidelity.length * (d + 1))),
  };
}

/** The priors of all entries of the packed vector. */
export function structuredPriors(priors: Priors, d: number, structure: Structure): Prior[] {
  const lengthscales = Array.from({ length: d }, () => priors.lengthscale);
  return [
    ...packedPriors(priors, d),
    BIAS,
    BIAS,
    ...structure.lowFidelity.flatMap(() => [...lengthscales, DISCREPANCY]),
    ...structure.noises.map(() => NOISE_RATIO),
  ];
}

/** Where a fit starts; given the result of a fit without structure, from there. */
export function structuredStart(
  priors: Priors,
  d: number,
  structure: Structure,
  common: Hyperparameters = startingPoints(priors, d)[0]!,
): StructuredHyperparameters {
  return {
    ...common,
    logSourceBiasVariance: BIAS.mean,
    logInstrumentBiasVariance: BIAS.mean,
    discrepancies: structure.lowFidelity.map(() => ({
      logLengthscales: startingPoints(priors, d)[0]!.logLengthscales,
      logSignalVariance: DISCREPANCY.mean,
    })),
    logNoiseRatios: structure.noises.map(() => 0),
  };
}

/** Negative log density of a parameter with its slope; the inverse chi-squared one up to a constant. */
export function negativeLogPrior(prior: Prior, value: number): { value: number; slope: number } {
  if ('degreesOfFreedom' in prior) {
    const half = prior.degreesOfFreedom / 2;
    const inverse = Math.exp(-value);
    return { value: half * (value + inverse), slope: half * (1 - inverse) };
  }
  const z = (value - prior.mean) / prior.sd;
  return { value: 0.5 * z * z + Math.log(prior.sd) + 0.5 * Math.log(2 * Math.PI), slope: z / prior.sd };
}
