import type { History, Measured } from '../history.js';
import type { Hyperparameters, Priors } from '../surrogate/hyperparameters.js';
import type { SourcedRow } from '../surrogate/structure.js';
import { isLow } from './sources.js';

/** What the loss model learns from. */
export interface Lesson {
  readonly high: readonly SourcedRow[];
  readonly low: readonly SourcedRow[];
  readonly trusted: ReadonlySet<string>;
  /** Where its fit may start. */
  readonly start: Hyperparameters | undefined;
}

export function rowsToLearn({ measured, lowFidelity }: History, _priors: Priors): Lesson {
  const high = measured.filter(({ source }) => !isLow(lowFidelity, source)).map(toRow);
  const low = measured.filter(({ source }) => isLow(lowFidelity, source)).map(toRow);
  return { high, low, trusted: lowFidelity, start: undefined };
}

function toRow({ features, loss, sd, source, instrument, censored }: Measured): SourcedRow {
  return { features, value: loss, extraNoiseVariance: sd * sd, source, instrument, censored };
}
