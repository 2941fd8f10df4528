import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Tf, Tensor } from '../../../planner/generative/engine/tensorflow.js';
import { internalsOf } from '../../../planner/generative/engine/engine.js';
import { gaussianNll } from '../../../planner/generative/network/likelihood.js';
import { drawLatent, klToPrior, productOfExperts } from '../../../planner/generative/network/posterior.js';
import { engineForTests } from './small.js';

let tf: Tf;
beforeAll(async () => {
  tf = internalsOf(await engineForTests()).tf;
});

const t = (value: number): Tensor => tf.tensor([[[value]]]);
const real = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

/** `z ~ N(0, 1)`, `x = a z + noise`: what `x` says of `z` is a Gaussian of mean `x / a` and precision `a^2 / variance`. */
const instrument = fc.record({ a: real(0.3, 2), variance: real(0.1, 2), x: real(-2, 2), seen: fc.boolean() });

describe('the product of experts', () => {
  it('is the exact posterior of a linear-Gaussian model, whatever was seen', () => {
    fc.assert(
      fc.property(fc.array(instrument, { minLength: 1, maxLength: 4 }), (all) => {
        const stacked = (of: (one: (typeof all)[number]) => number): Tensor =>
          tf.tensor(all.map(of), [all.length, 1, 1]);
        const experts = {
          mean: stacked(({ a, x }) => x / a),
          precision: stacked(({ a, variance }) => (a * a) / variance),
        };
        const seenOnes = stacked(({ seen }) => (seen ? 1 : 0));
        const { mean, precision } = productOfExperts(tf, experts, seenOnes, all.length);
        const seen = all.filter((one) => one.seen);
        const exactPrecision = seen.reduce((sum, { a, variance }) => sum + (a * a) / variance, 1);
        const exactMean =
          seen.reduce((sum, { a, variance, x }) => sum + (a * x) / variance, 0) / exactPrecision;
        expect(precision.dataSync()[0]!).toBeCloseTo(exactPrecision, 3);
        expect(mean.dataSync()[0]!).toBeCloseTo(exactMean, 4);
      }),
      { numRuns: 40 },
    );
  });

  it('makes the evidence lower bound equal to the evidence, and any other posterior makes it smaller', () => {
    fc.assert(
      fc.property(instrument, real(0.3, 1), ({ a, variance, x }, shift) => {
        const expert = { mean: t(x / a), precision: t((a * a) / variance) };
        const posterior = productOfExperts(tf, expert, t(1), 1);
        const off = { mean: tf.add(posterior.mean, shift), precision: posterior.precision };
        const evidence = -0.5 * (Math.log(2 * Math.PI * (a * a + variance)) + (x * x) / (a * a + variance));
        expect(bound(posterior)).toBeCloseTo(evidence, 4);
        expect(bound(off)).toBeLessThan(evidence - 1e-3);

        // The log likelihood is quadratic in z: the mean over noise of 1 and -1 is exact.
        function bound(q: typeof posterior): number {
          const nll = [1, -1].map((noise) => {
            const z = drawLatent(tf, q, t(noise));
            return gaussianNll(tf, t(x), tf.mul(z, a), t(Math.log(variance))).dataSync()[0]!;
          });
          return -(nll[0]! + nll[1]!) / 2 - klToPrior(tf, q).dataSync()[0]!;
        }
      }),
      { numRuns: 30 },
    );
  });
});
