import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { logKnowledgeGradient } from '../../../planner/acquisition/knowledge-gradient.js';

/** `min means - E min(means + slopes Z)` by the trapezoidal rule. */
function byQuadrature(means: Float64Array, slopes: Float64Array): number {
  const step = 0.002;
  let expected = 0;
  for (let z = -9; z <= 9; z += step) {
    const least = means.reduce((min, mean, i) => Math.min(min, mean + slopes[i]! * z), Infinity);
    expected += (least * Math.exp(-0.5 * z * z) * step) / Math.sqrt(2 * Math.PI);
  }
  return Math.min(...means) - expected;
}

describe('the knowledge gradient', () => {
  it('is what integration over all outcomes of the measurement gives', () => {
    const number = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 8 }), (lines) => {
        const means = Float64Array.from(lines, ([mean]) => mean);
        const slopes = Float64Array.from(lines, ([, slope]) => slope);
        const exact = Math.exp(logKnowledgeGradient(means, slopes));
        expect(Math.abs(exact - byQuadrature(means, slopes))).toBeLessThan(1e-5);
      }),
      { numRuns: 40 },
    );
  });

  it('is nothing where a measurement moves all means alike', () => {
    expect(logKnowledgeGradient(Float64Array.of(1, 2, 3), Float64Array.of(0.5, 0.5, 0.5))).toBe(-Infinity);
  });

  it('tells gains apart that are far too small for a plain number', () => {
    const gain = (slope: number): number =>
      logKnowledgeGradient(Float64Array.of(0, 1), Float64Array.of(0, slope));
    expect(gain(0.02)).toBeLessThan(-1000);
    expect(gain(0.021)).toBeGreaterThan(gain(0.02));
  });
});
