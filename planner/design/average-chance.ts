import { sharedLogMeanExp, logMeanExp } from '../acquisition/log-mean-exp.js';
import { addScaled } from '../linalg/vector.js';
import type { Chance } from '../models.js';

/** The mean probability by several models of the same, none better than the others. */
export class AverageChance implements Chance {
  /** @param members at least one */
  constructor(private readonly members: readonly Chance[]) {}

  probability(features: Float64Array): number {
    return Math.exp(this.logProbabilities([features])[0]!);
  }

  logProbabilities(points: readonly Float64Array[]): Float64Array {
    const logs = this.members.map((member) => member.logProbabilities(points));
    return Float64Array.from(points, (_, i) => logMeanExp(logs.map((own) => own[i]!)));
  }

  logProbability(features: Float64Array): ReturnType<Chance['logProbability']> {
    const parts = this.members.map((member) => member.logProbability(features));
    const { value, shares } = sharedLogMeanExp(parts.map((part) => part.value));
    const gradient = parts
      .map((part) => part.gradient)
      .reduce(
        (sum, own, k) => addScaled(sum, shares[k]!, own),
        features.map(() => 0),
      );
    return { value, gradient };
  }
}
