import { describe, expect, it } from '@jest/globals';
import { plan } from '../../../planner/plan.js';
import type { Proposal } from '../../../planner/proposal.js';
import type { Observation, PlanRequest } from '../../../planner/request.js';
import { recommend } from '../../../planner/recommend.js';
import type { Space } from '../../../planner/space/space.js';

const space: Space = {
  blocks: [],
  variables: ['a', 'b'].map((name) => ({ name, kind: 'continuous', min: 0, max: 1, scale: 'linear' })),
  constraints: [],
};
const sources = [
  { name: 'lab', cost: 1, fidelity: 'high' },
  { name: 'model', cost: 0.1, fidelity: 'low' },
] as const;

const truth = (a: number, b: number): number => Math.sin(6 * a) + 2 * (b - 0.4) ** 2 + 0.5 * Math.cos(5 * b);
const good = (a: number, b: number): number => truth(a, b) + 0.2 * a - 0.3;
const bad = (a: number, b: number): number => truth(1 - b, a) * 0.8;

function request(observations: readonly Observation[], more: Partial<PlanRequest> = {}): PlanRequest {
  return {
    ...{ space, objectives: [{ name: 'y', direction: 'minimise' }], observations, failures: [], pending: [] },
    ...{ count: 1, seed: 1, n0: 4, sources },
    ...more,
  };
}

function measured({ parameters, source }: Proposal, cheap: typeof truth): Observation {
  const [a, b] = [Number(parameters['a']), Number(parameters['b'])];
  return {
    parameters,
    source: source!,
    results: { y: { value: source === 'lab' ? truth(a, b) : cheap(a, b) } },
  };
}

/** What is bought, one after the other, with a cheap source that says `cheap`. */
function course(cheap: typeof truth, steps: number): Proposal[] {
  const bought: Proposal[] = [];
  const observations: Observation[] = [];
  for (let step = 0; step < steps; step++) {
    const [next] = plan(request(observations));
    bought.push(next!);
    observations.push(measured(next!, cheap));
  }
  return bought;
}

const goodCourse = course(good, 16);

describe('a plan that may buy from several sources', () => {
  it('begins with true values, and tries the cheap source only where these are known', () => {
    const first = goodCourse.slice(0, 4);
    expect(first.map(({ source }) => source)).toEqual(Array.from({ length: 4 }, () => 'lab'));
    const trial = goodCourse.filter(({ reason }) => reason === 'comparison');
    expect(trial.length).toBeGreaterThanOrEqual(3);
    expect(trial.length).toBeLessThanOrEqual(4);
    const truths = goodCourse.filter(({ source }) => source === 'lab').map(({ parameters }) => parameters);
    expect(truths).toEqual(expect.arrayContaining(trial.map(({ parameters }) => parameters)));
  });

  it('buys from a cheap source that resembles the truth, and says how strong the evidence is', () => {
    const cheap = goodCourse.filter(({ source, reason }) => source === 'model' && reason === 'acquisition');
    expect(cheap.length).toBeGreaterThan(1);
    for (const { evidence, predictions, acquisition } of cheap) {
      expect(evidence!['model']).toBeGreaterThan(3);
      expect(predictions![0]!.sdSource).toBeGreaterThan(0);
      expect(acquisition.name).toBe('knowledge gradient per cost');
    }
  });

  it('leaves a cheap source that resembles nothing alone after its trial', () => {
    const all = course(bad, 15);
    expect(all.filter(({ source }) => source === 'model').length).toBeLessThanOrEqual(4);
  });

  it('takes what is under way into account: a batch holds no purchase twice, and is the same again', () => {
    const observations = goodCourse.map((proposal) => measured(proposal, good));
    const batch = plan(request(observations, { count: 2 }));
    const [first] = plan(request(observations));
    const { parameters, source } = first!;
    const [second] = plan(request(observations, { pending: [{ parameters, source: source! }] }));
    expect(batch[0]).toEqual(first);
    expect([batch[1]!.parameters, batch[1]!.source]).not.toEqual([first!.parameters, first!.source]);
    expect([second!.parameters, second!.source]).not.toEqual([first!.parameters, first!.source]);
  });

  it('recommends a recipe for the true objective', () => {
    const { parameters } = recommend(request(goodCourse.map((proposal) => measured(proposal, good))));
    // The least of the true objective is -1.421.
    expect(truth(Number(parameters['a']), Number(parameters['b']))).toBeLessThan(-1.35);
  });

  it('refuses sources that cannot be bought from, naming all that is wrong', () => {
    const wrong = [
      { name: 'model', cost: 0, fidelity: 'low' },
      { name: 'model', cost: 1, fidelity: 'low' },
    ] as const;
    expect(() => plan(request([], { sources: wrong }))).toThrow(
      /model costs 0, expected a number above 0; model is listed twice; none is of high fidelity/,
    );
  });
});
