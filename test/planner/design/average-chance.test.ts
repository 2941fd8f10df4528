import { describe, expect, it } from '@jest/globals';
import { averageOf } from '../../../planner/design/average-chance.js';
import { OutcomeModel } from '../../../planner/outcome-model.js';
import { fitGp } from '../../../planner/surrogate/fit-gp.js';

const features = [0.1, 0.3, 0.5, 0.8].map((x) => Float64Array.of(x));
const chances = [1, -1, 0.5].map(
  (slope) => new OutcomeModel(fitGp({ features, values: features.map(([x]) => slope * x!) }), { min: 0.2 }),
);
const average = averageOf(chances);

describe('the chance that several models give on average', () => {
  it('is the mean of their probabilities', () => {
    const x = Float64Array.of(0.4);
    const each = chances.map((one) => one.probability(x));
    expect(average.probability(x)).toBeCloseTo(each.reduce((a, b) => a + b, 0) / 3, 12);
    expect(Math.exp(average.logProbability(x).value)).toBeCloseTo(average.probability(x), 9);
  });

  it('has the gradient that central differences give', () => {
    const at = (x: number): number => average.logProbability(Float64Array.of(x)).value;
    const difference = (at(0.4 + 1e-6) - at(0.4 - 1e-6)) / 2e-6;
    expect(average.logProbability(Float64Array.of(0.4)).gradient[0]).toBeCloseTo(difference, 5);
  });
});
