import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { fitModels, predict } from '../../../planner/models.js';
import { historyOf } from '../../../planner/history.js';
import type { PlanRequest } from '../../../planner/request.js';
import { rowsToLearn } from '../../../planner/sources/rows-to-learn.js';
import { defaultPriors } from '../../../planner/surrogate/hyperparameters.js';

const rng = seededRng('rows');
const observations = Array.from({ length: 12 }, () => {
  const a = rng.uniform();
  return { parameters: { a }, results: { y: { value: 3 * a + 0.1 * rng.normal() } }, source: 'paper' };
});
const request: PlanRequest = {
  space: {
    ...{ blocks: [], constraints: [] },
    variables: [{ name: 'a', kind: 'continuous', min: 0, max: 1, scale: 'linear' }],
  },
  objectives: [{ name: 'y', direction: 'minimise' }],
  ...{ observations, failures: [], pending: [], count: 1, seed: 1, n0: 0 },
};

function sourcesLearned(target: string | undefined): Set<string | undefined> {
  const rows = observations.map(({ parameters: { a }, results, source }) => {
    return { features: Float64Array.of(a), value: results.y.value, extraNoiseVariance: 0, source };
  });
  const { high } = rowsToLearn(rows, { lowFidelity: new Set(), target }, defaultPriors(1));
  return new Set(high.map(({ source }) => source));
}

describe('values of one source alone', () => {
  it('have a bias against nothing, where it is the one that is asked or the only one there is', () => {
    expect(sourcesLearned(undefined)).toEqual(new Set([undefined]));
    expect(sourcesLearned('paper')).toEqual(new Set([undefined]));
  });

  it('have one where another is asked, of which nothing is known yet but that it may differ', () => {
    expect(sourcesLearned('lab')).toEqual(new Set(['paper']));
    const history = historyOf({
      ...request,
      sources: [{ name: 'lab', cost: 1, fidelity: 'high' }],
    });
    const models = fitModels(history, []);
    const [here] = predict(models, history.objectives, Float64Array.of(0.5), { source: 'lab' });
    const [there] = predict(models, history.objectives, Float64Array.of(0.5), { source: 'paper' });
    expect(here!.sdSource).toBeGreaterThan(0.05);
    expect(there!.sdSource!).toBeLessThan(here!.sdSource!);
  });
});
