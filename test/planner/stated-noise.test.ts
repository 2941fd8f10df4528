import { describe, expect, it } from '@jest/globals';
import { plan } from '../../planner/plan.js';
import type { Observation } from '../../planner/request.js';
import type { Space } from '../../planner/space/space.js';

const space: Space = {
  blocks: [],
  variables: [{ name: 'a', kind: 'continuous', min: 0, max: 1, scale: 'linear' }],
  constraints: [],
};

describe('the noise of a predicted measurement', () => {
  it('is not that which cheap sources state of theirs', () => {
    const at = (a: number, source: string, sd: number): Observation => ({
      ...{ parameters: { a }, source, results: { y: { value: Math.sin(4 * a), sd } } },
    });
    const points = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95];
    const observations = [
      ...points.slice(0, 3).map((a) => at(a, 'lab', 0.01)),
      ...points.map((a) => at(a, 'model', 5)),
    ];
    const [proposal] = plan({
      ...{
        space,
        objectives: [{ name: 'y', direction: 'maximise' }],
        observations,
        failures: [],
        pending: [],
      },
      ...{ count: 1, seed: 1, n0: 2, lowFidelity: ['model'] },
      sources: [{ name: 'lab', cost: 1, fidelity: 'high' }],
    });
    expect(proposal!.predictions![0]!.sdNoise).toBeLessThan(1);
  });
});
