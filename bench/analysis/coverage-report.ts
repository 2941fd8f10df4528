/** How often the truth lies within the stated intervals. Pure. */
import { mean } from '../statistics.js';
import { COVERED, type Trial } from './coverage-trial.js';

/** Of a normal distribution, in standard deviations. */
const NINETY_FIVE = 1.96;

export interface Coverage {
  readonly figure: Trial['figure'];
  readonly count: number;
  /** Within the 95 % interval, 1. */
  readonly inside: number;
  /** Root mean square of error over standard uncertainty: 1 when that says as much as there is. */
  readonly rms: number;
  readonly largest: number;
  /** Mean standard uncertainty, in the unit of the figure. */
  readonly meanSd: number;
}

export function coverageOf(trials: readonly Trial[]): Coverage[] {
  return COVERED.map((figure) => {
    const own = trials.filter((trial) => trial.figure === figure);
    const z = own.map(
      ({ truth, value, standardUncertainty }) => Math.abs(value - truth) / standardUncertainty,
    );
    return {
      figure,
      count: own.length,
      inside: z.filter((one) => one <= NINETY_FIVE).length / own.length,
      rms: Math.sqrt(mean(z.map((one) => one * one))),
      largest: Math.max(...z),
      meanSd: mean(own.map(({ standardUncertainty }) => standardUncertainty)),
    };
  });
}
