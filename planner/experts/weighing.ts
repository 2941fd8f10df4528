import { stackingWeights } from './stacking.js';

/** How two experts did on results that neither knew, and what each counts for. */
export interface Weighing {
  /** Of the Gaussian process and of the generative model; they sum to 1. */
  readonly weights: readonly [number, number];
  /** Mean log density of the mixture less that of the Gaussian process alone, nats a result. */
  readonly gain: number;
  /** Standard error of the gain; infinite for fewer than two results. */
  readonly gainError: number;
}

/** Weighs by the rows that both experts were asked about. */
export function weigh(gp: readonly (number | undefined)[], model: readonly (number | undefined)[]): Weighing {
  const both = gp.flatMap((own, row) => {
    const other = model[row];
    return own === undefined || other === undefined ? [] : [[own, other] as const];
  });
  const [first, second] = stackingWeights([both.map(([own]) => own), both.map(([, other]) => other)]);
  const gains = both.map(([own, other]) => Math.log(first! + second! * Math.exp(other - own)));
  const gain = gains.length === 0 ? 0 : gains.reduce((sum, one) => sum + one, 0) / gains.length;
  const square = gains.reduce((sum, one) => sum + (one - gain) ** 2, 0);
  const gainError = gains.length < 2 ? Infinity : Math.sqrt(square / (gains.length - 1) / gains.length);
  return { weights: [first!, second!], gain, gainError };
}

/** Whether the second expert has shown to make results likelier, in all objectives together, beyond its standard error. */
export function hasShownGain(weighings: readonly Weighing[]): boolean {
  const gain = weighings.reduce((sum, one) => sum + one.gain, 0);
  return gain > Math.hypot(...weighings.map(({ gainError }) => gainError));
}
