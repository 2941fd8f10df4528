import type { Chance } from '../models.js';

/** The chance that several models give on average, each of them as likely as the others. */
export function averageOf(chances: readonly Chance[]): Chance {
  return {
    probability: (features) =>
      chances.reduce((sum, one) => sum + one.probability(features), 0) / chances.length,
    logProbability: (features) => {
      const each = chances.map((one) => one.logProbability(features));
      const most = Math.max(...each.map(({ value }) => value));
      const shares = each.map(({ value }) => Math.exp(value - most));
      const total = shares.reduce((sum, share) => sum + share, 0);
      const gradient = new Float64Array(features.length);
      each.forEach((one, m) => {
        for (let k = 0; k < gradient.length; k++) gradient[k]! += (shares[m]! / total) * one.gradient[k]!;
      });
      return { value: most + Math.log(total / chances.length), gradient };
    },
  };
}
