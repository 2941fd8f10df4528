import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../core/rng.js';
import { fitLoss, type MeasuredLoss } from '../../planner/loss-model.js';
import { predict } from '../../planner/models.js';
import { STRAIGHT } from '../../planner/surrogate/warp.js';

const nothing = { failed: [], lowFidelity: new Set<string>() };
const objectives = [{ name: 'y', direction: 'maximise' }] as const;

/** Values of one variable on 0..1; those of a maximised quantity are losses with the other sign. */
function measured(f: (x: number, noise: number) => number, sd = 0): MeasuredLoss[] {
  const rng = seededRng('foretelling');
  return Array.from({ length: 40 }, (_, i) => {
    const x = (i + 0.5) / 40;
    return { features: Float64Array.of(x), loss: -f(x, rng.normal()), sd };
  });
}

const spanning = (x: number, noise: number): number => Math.exp(6 * x + 0.2 * noise);

describe('what is foretold of a quantity that spans decades', () => {
  const steep = fitLoss(measured(spanning), nothing);
  const at = (x: number) => predict({ losses: [steep] }, objectives, Float64Array.of(x))[0]!;

  it('is as uncertain as it is large', () => {
    expect(at(0.95).sdNoise / at(0.3).sdNoise).toBeGreaterThan(4);
    expect(at(0.95).sdNoise / at(0.95).mean).toBeLessThan(0.5);
  });

  it('is about what it is, in its own unit and direction', () => {
    for (const x of [0.3, 0.6, 0.95]) {
      const { mean, sdModel, sdNoise } = at(x);
      expect(Math.abs(mean - Math.exp(6 * x))).toBeLessThan(3 * Math.hypot(sdModel, sdNoise));
    }
  });
});

describe('the scale on which such a quantity is foretold', () => {
  const rows = measured(spanning, 0.5);
  const { scale, typicalSd } = fitLoss(rows, nothing).foretelling();

  it('has a place for whatever may be foretold on it', () => {
    expect(scale.power).toBeGreaterThan(1.5);
    for (const far of [-30, 30]) expect(Number.isFinite(scale.from(far))).toBe(true);
  });

  it('takes what results state of their uncertainty in proportion to how steep it is', () => {
    const bent = rows.map(({ loss }) => (0.5 * (scale.at(loss + 1e-4) - scale.at(loss - 1e-4))) / 2e-4);
    expect(typicalSd / bent.sort((a, b) => a - b)[rows.length / 2]!).toBeCloseTo(1, 4);
  });
});

describe('what is foretold of a quantity that scatters alike everywhere', () => {
  const even = fitLoss(
    measured((x, noise) => Math.sin(6 * x) + 0.1 * noise, 0.3),
    nothing,
  );

  it('is foretold on its own scale, with the uncertainty that results state', () => {
    expect(even.foretelling().scale).toBe(STRAIGHT);
    expect(even.foretelling().typicalSd).toBeCloseTo(0.3, 9);
  });
});
