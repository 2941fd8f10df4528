import { describe, expect, it } from '@jest/globals';
import { fitLoss } from '../../planner/loss-model.js';

/** A straight line, on which a model without experience sees no noise at all. */
const measured = Array.from({ length: 12 }, (_, i) => ({
  ...{ features: Float64Array.of(i / 11), loss: i, sd: 0 },
}));
const context = { failed: [], lowFidelity: new Set<string>() };

function noiseShare(experience: Parameters<typeof fitLoss>[2]): number {
  const { gp } = fitLoss(measured, context, experience);
  return Math.sqrt(gp.noiseVariance) / gp.unit;
}

describe('the noise that a model learns', () => {
  it('is nearer to that of experience the less this is doubted', () => {
    const [none, doubted, firm] = [
      noiseShare({}),
      noiseShare({ replicateShare: 0.4 }),
      noiseShare({ replicateShare: 0.4, replicateDoubt: 0.3 }),
    ];
    expect(none).toBeLessThan(0.02);
    expect(doubted).toBeLessThan(firm);
    expect(firm).toBeGreaterThan(0.2);
    expect(firm).toBeLessThan(0.4);
  });
});
