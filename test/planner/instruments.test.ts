import { describe, expect, it } from '@jest/globals';
import { plan } from '../../planner/plan.js';
import type { Observation, PlanRequest } from '../../planner/request.js';
import type { Space } from '../../planner/space/space.js';

const space: Space = {
  blocks: [],
  variables: [{ name: 'a', kind: 'continuous', min: 0, max: 1, scale: 'linear' }],
  constraints: [],
};
const truth = (a: number): number => Math.sin(5 * a) + a;
const POINTS = [0.02, 0.15, 0.3, 0.42, 0.55, 0.7, 0.84, 0.97];

function request(observations: readonly Observation[], more: Partial<PlanRequest> = {}): PlanRequest {
  return {
    ...{ space, objectives: [{ name: 'y', direction: 'maximise' }], observations, failures: [], pending: [] },
    ...{ count: 1, seed: 1, n0: 2 },
    ...more,
  };
}

function measured(instrument: (i: number) => string | undefined, bias = 0): Observation[] {
  return POINTS.map((a, i) => {
    const by = instrument(i);
    const value = truth(a) + (by === 'channel/2' ? bias : 0);
    return { parameters: { a }, results: { y: { value, ...(by && { instrument: by }) } } };
  });
}

describe('results of instruments', () => {
  it('of one instrument alone are as good as results of none: its bias cannot be told from the mean', () => {
    const of = (by: string | undefined): unknown => plan(request(measured(() => by)))[0]!.predictions;
    expect(of('channel/1')).toEqual(of(undefined));
  });

  it('of several instruments are taken to be biased: the next one may be too', () => {
    const alternating = (i: number): string => `channel/${1 + (i % 2)}`;
    const [biased] = plan(request(measured(alternating, 0.5)));
    const [equal] = plan(request(measured(alternating)));
    expect(biased!.predictions![0]!.sdSource).toBeGreaterThan(2 * equal!.predictions![0]!.sdSource!);
  });
});

describe('sources of which no more can be bought', () => {
  const table = POINTS.map((a): Observation => ({
    parameters: { a },
    source: 'paper',
    results: { y: { value: truth(a) - 0.2 } },
  }));
  const own = measured(() => undefined).slice(0, 5);

  it('are judged by what they resemble, and are told with the reasons', () => {
    const [proposal] = plan(request([...own, ...table], { lowFidelity: ['paper'] }));
    expect(proposal!.source).toBeUndefined();
    expect(Object.keys(proposal!.evidence!)).toEqual(['paper']);
    expect(proposal!.neighbours.some(({ source }) => source === 'paper')).toBe(true);
  });

  it('do not count as experiments of the initial design', () => {
    const [proposal] = plan(request(table, { lowFidelity: ['paper'] }));
    expect(proposal!.reason).toBe('initial design');
  });

  it('serve several objectives', () => {
    const both = [...own, ...table].map((one) => ({
      ...one,
      results: { ...one.results, z: { value: Number(one.parameters['a']) } },
    }));
    const objectives = ['y', 'z'].map((name) => ({ name, direction: 'maximise' as const }));
    const [proposal] = plan(request(both, { objectives, lowFidelity: ['paper'] }));
    expect(proposal!.predictions).toHaveLength(2);
  });
});
