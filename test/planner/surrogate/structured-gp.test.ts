import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Rng } from '../../../core/rng.js';
import { seededRng } from '../../../core/rng.js';
import { fitSurrogate } from '../../../planner/sources/fit-surrogate.js';
import { meanVariance } from '../../../planner/surrogate/covariance.js';
import { fitStructured } from '../../../planner/surrogate/fit-structured.js';
import { fitGp } from '../../../planner/surrogate/fit-gp.js';
import { defaultPriors } from '../../../planner/surrogate/hyperparameters.js';
import type { SourcedRow } from '../../../planner/surrogate/structure.js';
import {
  packStructured,
  structuredPriors,
  structuredStart,
} from '../../../planner/surrogate/structured-hyperparameters.js';
import { structuredObjective } from '../../../planner/surrogate/structured-objective.js';

const priors = defaultPriors(2);
const none: ReadonlySet<string> = new Set();
const simulated: ReadonlySet<string> = new Set(['simulation']);
const wave = (x: Float64Array): number => Math.sin(5 * x[0]!) + 0.3 * x[1]!;
const point = (rng: Rng): Float64Array => Float64Array.of(rng.uniform(), rng.uniform());

/** Rows of two laboratories, two instruments and a simulation that is wrong in its own way. */
function mixedRows(count: number, rng: Rng): SourcedRow[] {
  return Array.from({ length: count }, (_, i) => {
    const features = point(rng);
    const isSimulated = i % 2 === 1;
    return {
      features,
      value:
        wave(features) + (isSimulated ? 0.3 * Math.cos(4 * features[1]!) - 0.5 : 0) + 0.02 * rng.normal(),
      extraNoiseVariance: 1e-4,
      source: isSimulated ? 'simulation' : ['a', 'b'][i % 4 === 0 ? 0 : 1],
      instrument: i % 3 === 0 ? 'one' : 'two',
      noiseShare: i % 5 === 0 ? 0.5 : 1,
    };
  });
}

describe('the objective of a fit to several origins', () => {
  it('has the gradient that central differences give', () => {
    const { rows, structure } = fitStructured(mixedRows(16, seededRng(1)), {
      priors,
      lowFidelity: simulated,
    });
    const f = structuredObjective(rows, structure, structuredPriors(priors, 2, structure));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const rng = seededRng(seed);
        const start = packStructured(structuredStart(priors, 2, structure));
        const theta = start.map((value) => value + 0.5 * rng.normal());
        const gradient = new Float64Array(theta.length);
        f(theta, gradient);
        theta.forEach((value, k) => {
          const at = (shift: number): number =>
            f(
              theta.map((old, i) => (i === k ? value + shift : old)),
              new Float64Array(theta.length),
            );
          const difference = (at(1e-5) - at(-1e-5)) / 2e-5;
          expect(Math.abs(gradient[k]! - difference)).toBeLessThan(1e-6 * Math.max(1, Math.abs(difference)));
        });
      }),
      { numRuns: 15 },
    );
  });
});

describe('a model of several origins', () => {
  it('is the plain model where rows say nothing of their origin', () => {
    const features = Array.from({ length: 15 }, (_, i) => point(seededRng(i)));
    const rows = features.map((x) => ({ features: x, value: wave(x), extraNoiseVariance: 0.01 }));
    const plain = fitGp(
      { features, values: features.map(wave), extraNoiseVariances: features.map(() => 0.01) },
      { priors },
    );
    expect(fitSurrogate(rows, { priors, lowFidelity: none }).hyperparameters).toEqual(plain.hyperparameters);
  });

  it('splits what it does not know into parts that add up, and adds the bias of a source never seen', () => {
    const model = fitStructured(mixedRows(60, seededRng(2)), { priors, lowFidelity: simulated });
    const x = Float64Array.of(0.3, 0.6);
    const latent = (source: string): number => {
      const origin = { source, instrument: 'one' };
      const ofMean = meanVariance(model.structured, model.crossAt(x, origin));
      return model.unit ** 2 * (model.standardisedAt(x, origin).variance + ofMean);
    };
    for (const source of ['a', 'simulation', 'elsewhere']) {
      const { modelVariance, sourceVariance } = model.measurement(x, { source, instrument: 'one' });
      expect(modelVariance + sourceVariance).toBeCloseTo(latent(source), 12);
      expect(modelVariance).toBeGreaterThan(0);
      expect(sourceVariance).toBeGreaterThan(0);
    }
    const bias = model.unit ** 2 * model.structured.scales.sourceVariance;
    expect(latent('elsewhere')).toBeGreaterThan(bias);
    const common = model.measurement(x, { instrument: 'one' });
    const unseen = latent('elsewhere') - common.modelVariance - common.sourceVariance;
    // Two sources and a simulation leave open how far others are off: more than what is likeliest.
    expect(unseen / bias).toBeCloseTo(Math.exp(1 / (2 * (1 / 4 + 2 / 2))), 9);
    expect(latent('a')).toBeLessThan(latent('elsewhere'));
  });

  it('learns the truth from a wrong simulation and a few true values better than from those alone', () => {
    const rng = seededRng(3);
    const rows = [
      ...mixedRows(60, rng).filter(({ source }) => source === 'simulation'),
      ...mixedRows(12, rng),
    ];
    const model = fitStructured(rows, { priors, lowFidelity: simulated });
    const few = rows.filter(({ source }) => source !== 'simulation');
    const alone = fitStructured(few, { priors, lowFidelity: simulated });
    const unseen = Array.from({ length: 100 }, () => point(rng));
    const rmse = (one: typeof model): number =>
      Math.sqrt(
        unseen.reduce((sum, x) => sum + (one.measurement(x, { source: 'a' }).mean - wave(x)) ** 2, 0) / 100,
      );
    expect(few.length).toBe(6);
    expect(rmse(model)).toBeLessThan(0.5 * rmse(alone));
  });

  it('covers laboratories that it has not seen: 80 to 98 of 100 values lie within 90 % intervals', () => {
    const rng = seededRng(4);
    const rowsOf = (source: string, count: number): SourcedRow[] => {
      const bias = 0.5 * rng.normal();
      return Array.from({ length: count }, () => {
        const features = point(rng);
        return {
          features,
          value: wave(features) + bias + 0.03 * rng.normal(),
          extraNoiseVariance: 0,
          source,
        };
      });
    };
    const model = fitStructured(Array.from({ length: 12 }, (_, k) => rowsOf(`seen ${k}`, 6)).flat(), {
      priors,
      lowFidelity: none,
    });
    const unseen = Array.from({ length: 100 }, (_, k) => rowsOf(`new ${k}`, 1)[0]!);
    const inside = unseen.filter(({ features, value, source }) => {
      const { mean, modelVariance, sourceVariance, noiseVariance } = model.measurement(features, { source });
      return Math.abs(value - mean) <= 1.645 * Math.sqrt(modelVariance + sourceVariance + noiseVariance);
    }).length;
    expect(inside).toBeGreaterThanOrEqual(80);
    expect(inside).toBeLessThanOrEqual(98);
  });

  it('learns the noise of each instrument from its replicates', () => {
    const rng = seededRng(5);
    const sds = { quiet: 0.02, noisy: 0.3 };
    const rows = (['quiet', 'noisy'] as const).flatMap((instrument) =>
      Array.from({ length: 10 }, () => point(rng)).flatMap((features) =>
        Array.from({ length: 3 }, () => ({
          ...{ features, instrument, extraNoiseVariance: 0 },
          value: wave(features) + sds[instrument] * rng.normal(),
        })),
      ),
    );
    const model = fitStructured(rows, { priors, lowFidelity: none });
    const sdOf = (instrument: string): number => model.unit * Math.sqrt(model.noiseOf({ instrument }));
    expect(sdOf('quiet')).toBeGreaterThan(0.012);
    expect(sdOf('quiet')).toBeLessThan(0.032);
    expect(sdOf('noisy')).toBeGreaterThan(0.2);
    expect(sdOf('noisy')).toBeLessThan(0.4);
  });
});
