import { LENGTHSCALE, NOISE_VARIANCE, SIGNAL_VARIANCE, STARTS } from '../choices.js';

/** What a Gaussian process learns from its data, as plain JSON. Variances are of standardised values. */
export interface Hyperparameters {
  readonly logLengthscales: readonly number[];
  readonly logSignalVariance: number;
  readonly logNoiseVariance: number;
}

/** A normal prior on the logarithm of a positive parameter. */
export interface LogNormal {
  readonly mean: number;
  readonly sd: number;
}

export interface Priors {
  readonly lengthscale: LogNormal;
  readonly signalVariance: LogNormal;
  readonly noiseVariance: LogNormal;
}

/** For features worth so many numbers: `choices.ts`, with the reasons. */
export function defaultPriors(dimension: number): Priors {
  return {
    lengthscale: { mean: LENGTHSCALE.mean(dimension), sd: LENGTHSCALE.sd },
    signalVariance: SIGNAL_VARIANCE,
    noiseVariance: NOISE_VARIANCE,
  };
}

/** `[ln lengthscale..., ln signal variance, ln noise variance]`, the vector the optimiser works on. */
export function pack(h: Hyperparameters): Float64Array {
  return Float64Array.from([...h.logLengthscales, h.logSignalVariance, h.logNoiseVariance]);
}

/** The inverse of `pack`. */
export function unpack(theta: Float64Array): Hyperparameters {
  const d = theta.length - 2;
  return {
    logLengthscales: Array.from(theta.subarray(0, d)),
    logSignalVariance: theta[d]!,
    logNoiseVariance: theta[d + 1]!,
  };
}

/** The priors of all entries of the packed vector. */
export function packedPriors(priors: Priors, featureCount: number): LogNormal[] {
  return [
    ...Array.from({ length: featureCount }, () => priors.lengthscale),
    priors.signalVariance,
    priors.noiseVariance,
  ];
}

/**
 * Where a fit may start: little noise and short lengthscales, as the priors have it, or more of both. What a fit from one of
 * them does not find are results that scatter as widely as the function, which it explains by hills and valleys.
 */
export function startingPoints(priors: Priors, featureCount: number): Hyperparameters[] {
  return STARTS.map(({ lengthscale, noise }) => ({
    logLengthscales: Array.from({ length: featureCount }, () => priors.lengthscale.mean + lengthscale),
    logSignalVariance: priors.signalVariance.mean,
    logNoiseVariance: noise ?? priors.noiseVariance.mean,
  }));
}
