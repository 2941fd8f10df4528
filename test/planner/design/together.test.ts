import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { successesTogether, type Hurdle } from '../../../planner/design/together.js';
import { GaussianProcess } from '../../../planner/surrogate/gp.js';

const point = (x: number): Float64Array => Float64Array.of(x);

/** Knows nothing but one value far away; lengthscale 0.1. */
const gp = new GaussianProcess(
  { features: [point(50)], values: Float64Array.of(0), extraNoise: Float64Array.of(0) },
  { logLengthscales: [Math.log(0.1)], logSignalVariance: 0, logNoiseVariance: -20 },
  0,
  1,
);
const hurdle: Hurdle = [{ gp, noiseVariance: 1e-6, keeps: (value) => value > 0 }];
const count = 20;
const same = Array.from({ length: count }, (_, i) => point(1e-4 * i));
const apart = Array.from({ length: count }, (_, i) => point(i));

describe('how many of several recipes succeed', () => {
  it('is as good as independent where they lie apart', () => {
    const { mean, interval, any } = successesTogether([hurdle], apart, seededRng('apart'));
    expect(Math.abs(mean - count / 2)).toBeLessThan(0.5);
    expect(interval[0]).toBeGreaterThanOrEqual(4);
    expect(interval[1]).toBeLessThanOrEqual(16);
    expect(any).toBe(1);
  });

  it('is all or none where they are alike, with the same mean', () => {
    const { mean, interval, any } = successesTogether([hurdle], same, seededRng('same'));
    expect(Math.abs(mean - count / 2)).toBeLessThan(1.5);
    expect(interval).toEqual([0, count]);
    expect(Math.abs(any - 0.5)).toBeLessThan(0.06);
  });

  it('is all or none where models disagree about all of them', () => {
    const never = { gp, noiseVariance: 1, keeps: () => false };
    const always = { ...never, keeps: () => true };
    const { mean, interval, any } = successesTogether([[never, always]], apart, seededRng('divided'));
    expect(Math.abs(mean - count / 2)).toBeLessThan(1.5);
    expect(interval).toEqual([0, count]);
    expect(Math.abs(any - 0.5)).toBeLessThan(0.06);
  });

  it('is drawn model after model, so that the joint factor of one is all that is kept', () => {
    const told: number[] = [];
    class Noted extends GaussianProcess {
      constructor(private readonly number: number) {
        super(gp.rows, gp.hyperparameters, 0, 1);
      }

      override get conditioned(): GaussianProcess['conditioned'] {
        told.push(this.number);
        return super.conditioned;
      }
    }
    const models = [0, 1, 2, 3].map((k) => {
      return { gp: new Noted(k), noiseVariance: 1, keeps: () => told.push(k) > 0 };
    });
    const { any } = successesTogether([models], apart, seededRng('in turn'));
    expect(any).toBe(1);
    expect(told).toEqual([...told].sort());
    expect(new Set(told).size).toBe(4);
  });

  it('needs every hurdle to be passed', () => {
    const never: Hurdle = [{ gp, noiseVariance: 1, keeps: () => false }];
    expect(successesTogether([hurdle, never], apart, seededRng('never'))).toEqual({
      ...{ mean: 0, any: 0 },
      interval: [0, 0],
    });
  });
});
