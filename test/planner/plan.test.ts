import { describe, expect, it } from '@jest/globals';
import { plan } from '../../planner/plan.js';
import type { Proposal } from '../../planner/proposal.js';
import type { Observation, PlanRequest } from '../../planner/request.js';
import { layOut } from '../../planner/space/layout.js';
import { reasonsOutside } from '../../planner/space/membership.js';
import type { Parameters, Space } from '../../planner/space/space.js';
import { mixture } from './space/spaces.js';

const space: Space = {
  blocks: [{ ...mixture(4).blocks[0]!, maxComponents: 3, resolution: 0.05 }],
  variables: [
    { name: 'cRate', kind: 'continuous', min: 0.05, max: 2, scale: 'log' },
    { name: 'cycles', kind: 'integer', min: 1, max: 4 },
    { name: 'coating', kind: 'categorical', levels: ['none', 'LiF'] },
  ],
  constraints: [{ terms: { 'x.c0': 1, 'x.c1': 1 }, min: 0.2 }],
};

const quality = (p: Parameters): number =>
  Number(p['x.c0']) -
  (Number(p['x.c2']) - 0.3) ** 2 -
  Math.log(Number(p.cRate)) ** 2 / 10 +
  (p.coating === 'LiF' ? 0.3 : 0);

const base: PlanRequest = {
  space,
  objectives: [{ name: 'retention', direction: 'maximise' }],
  observations: [],
  failures: [],
  pending: [],
  count: 8,
  seed: 7,
  n0: 8,
};

function measured(count = 8): Observation[] {
  return plan({ ...base, count }).map(({ parameters }) => result(parameters, quality(parameters)));
}

function result(parameters: Parameters, value: number): Observation {
  return { parameters, results: { retention: { value } } };
}

const valueOf = ({ results }: Observation): number => results['retention']!.value;

describe('where only some points can be had', () => {
  const among = plan({ ...base, count: 30, n0: 30, seed: 11 }).map(({ parameters }) => parameters);

  it('the design takes them, each once', () => {
    const taken = plan({ ...base, among }).map(({ parameters }) => parameters);
    expect(among).toEqual(expect.arrayContaining(taken));
    expect(new Set(taken.map((point) => JSON.stringify(point))).size).toBe(8);
  });

  it('so does the model, which soon finds the best of them', () => {
    const observations = plan({ ...base, among }).map(({ parameters }) =>
      result(parameters, quality(parameters)),
    );
    const best = Math.max(...among.map(quality));
    while (!observations.some((one) => valueOf(one) === best)) {
      const [next] = plan({ ...base, among, observations, count: 1 });
      expect(next?.reason).toBe('acquisition');
      expect(among).toContainEqual(next?.parameters);
      observations.push(result(next!.parameters, quality(next!.parameters)));
    }
    expect(observations.length).toBeLessThanOrEqual(20);
  });

  it('none is proposed twice, and an end of them is told', () => {
    const observations = among.map((parameters) => result(parameters, quality(parameters)));
    expect(() => plan({ ...base, among, observations, count: 1 })).toThrow(/no untried point/);
  });

  it('come by lot where nothing tells them apart, not in the order of the list', () => {
    const levels = Array.from({ length: 30 }, (_, k) => `L${k}`);
    const space = {
      blocks: [],
      variables: [{ name: 'c', kind: 'categorical' as const, levels }],
      constraints: [],
    };
    const tried = levels.slice(0, 4).map((c, k) => result({ c }, k));
    const places = Array.from({ length: 20 }, (_, seed) => {
      const among = levels.map((c) => ({ c }));
      const [next] = plan({ ...base, space, observations: tried, among, count: 1, n0: 0, seed });
      return levels.indexOf(String(next!.parameters['c']));
    });
    expect(new Set(places).size).toBeGreaterThan(8);
    expect(Math.max(...places)).toBeGreaterThan(15);
  });
});

describe('the initial design', () => {
  it('lies inside the space, holds no point twice and needs no model', () => {
    const proposals = plan(base);
    const layout = layOut(space);
    expect(proposals).toHaveLength(8);
    for (const { parameters, predictions, reason } of proposals) {
      expect(reasonsOutside(layout, parameters)).toEqual([]);
      expect([predictions, reason]).toEqual([null, 'initial design']);
    }
    expect(new Set(proposals.map((p) => JSON.stringify(p.parameters))).size).toBe(8);
  });

  it('goes on where it was when asked one by one', () => {
    const observations = measured();
    const next = plan({ ...base, n0: 9, count: 1, observations })[0]!;
    expect(next.reason).toBe('initial design');
    expect(observations.map(({ parameters }) => parameters)).not.toContainEqual(next.parameters);
  });

  it('goes on past n0 while nothing has succeeded, away from what failed', () => {
    const failures = measured().map(({ parameters }) => ({ parameters, stage: 'formation' }));
    const next = plan({ ...base, count: 1, failures })[0]!;
    expect(next.reason).toBe('initial design');
    expect(next.feasibility.formation).toBeLessThan(0.5);
  });
});

describe('proposals by acquisition', () => {
  it('are the same for the same request, to the last bit, and survive JSON', () => {
    const request = { ...base, count: 3, observations: measured() };
    const first = plan(request);
    expect(JSON.stringify(plan(request))).toBe(JSON.stringify(first));
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
    expect(JSON.stringify(plan({ ...request, seed: 8 }))).not.toBe(JSON.stringify(first));
  });

  it('tell what is expected and why', () => {
    const [proposal] = plan({ ...base, count: 1, observations: measured() });
    expect(proposal).toMatchObject({
      reason: 'acquisition',
      acquisition: { name: 'log noisy expected improvement' },
      seed: 7,
    });
    expect(proposal!.predictions![0]!.sdModel).toBeGreaterThan(0);
    expect(proposal!.neighbours).toHaveLength(3);
    expect(proposal!.neighbours[0]!.distance).toBeLessThanOrEqual(proposal!.neighbours[2]!.distance);
    expect([proposal!.modelHash, proposal!.dataHash]).toEqual(
      Array(2).fill(expect.stringMatching(/^[0-9a-f]{16}$/)),
    );
    expect(proposal!.runnerUp!.acquisition).toBeLessThanOrEqual(proposal!.acquisition.value);
  });

  it('are the same without predictions where nobody wants them', () => {
    const request = { ...base, observations: measured(), count: 2 };
    const bare = plan(request).map((proposal) => ({ ...proposal, predictions: null }));
    expect(plan({ ...request, foretell: false })).toEqual(bare);
  });

  it('predict in the unit and direction of the objective', () => {
    const observations = measured(30).map((one) => result(one.parameters, 100 + 10 * valueOf(one)));
    const [proposal] = plan({ ...base, count: 1, observations });
    const truth = 100 + 10 * quality(proposal!.parameters);
    expect(Math.abs(proposal!.predictions![0]!.mean - truth)).toBeLessThan(5);
    expect(proposal!.predictions![0]!.mean).toBeGreaterThan(100);
  });

  it('keep a batch apart, and apart from what is pending', () => {
    const observations = measured();
    const first = plan({ ...base, count: 4, observations });
    const pending = first.map(({ parameters }) => ({ parameters }));
    const second = plan({ ...base, count: 4, observations, pending });
    const all = [...first, ...second].map(({ parameters }) => JSON.stringify(parameters));
    expect(new Set(all).size).toBe(8);
  });

  it('lie inside the space and on the steps of the robot', () => {
    const layout = layOut(space);
    for (const { parameters } of plan({ ...base, count: 5, observations: measured() })) {
      expect(reasonsOutside(layout, parameters)).toEqual([]);
    }
  });

  it('avoid where recipes have failed', () => {
    const observations = measured(16).filter(({ parameters }) => parameters.coating === 'none');
    const failures = measured(16)
      .filter(({ parameters }) => parameters.coating === 'LiF')
      .map(({ parameters }) => ({ parameters, stage: 'synthesis' }));
    const proposals = plan({ ...base, count: 3, observations, failures });
    expect(proposals.map(({ parameters }) => parameters.coating)).toEqual(['none', 'none', 'none']);
    expect(proposals[0]!.feasibility.synthesis).toBeGreaterThan(0.7);
  });
});

describe('a good result of what can no longer be made', () => {
  const plane = (most: number): Space => ({
    blocks: [],
    variables: ['x', 'y'].map((name) => ({ name, kind: 'continuous', min: 0, max: most, scale: 'linear' })),
    constraints: [],
  });
  const height = ({ x, y }: Parameters): number => (Number(x) - 0.4) ** 2 + (Number(y) - 0.3) ** 2;

  it('is nothing to improve upon: the search is for the best of what can be', () => {
    const outside = [1.6, 1.7, 1.8].map((x) => result({ x, y: 1.5 }, -x));
    const inside = plan({ ...base, space: plane(1), count: 8 }).map(({ parameters }) =>
      result(parameters, height(parameters)),
    );
    const observations = [...outside, ...inside];
    for (let i = 0; i < 10; i++) {
      const objectives = [{ name: 'retention', direction: 'minimise' as const }];
      const [next] = plan({ ...base, space: plane(1), objectives, observations, count: 1, foretell: false });
      observations.push(result(next!.parameters, height(next!.parameters)));
    }
    expect(Math.min(...observations.slice(3).map(valueOf))).toBeLessThan(1e-3);
  });
});

describe('a small discrete space', () => {
  const levels: Space = {
    blocks: [],
    variables: [{ name: 'salt', kind: 'categorical', levels: ['LiPF6', 'LiFSI', 'LiBOB'] }],
    constraints: [],
  };
  const observations = ['LiPF6', 'LiFSI', 'LiBOB'].map((salt, value) => result({ salt }, value));
  const request: PlanRequest = { ...base, space: levels, observations, count: 1, n0: 2 };

  it('is tried level by level without a repeat, and then called exhausted', () => {
    expect(plan({ ...request, observations: observations.slice(0, 2) })[0]!.parameters).toEqual({
      salt: 'LiBOB',
    });
    expect(() => plan(request)).toThrow(/no untried point/);
  });

  it('of one variable in steps is tried to its last point', () => {
    const steps: Space = {
      blocks: [],
      variables: [{ name: 'dose', kind: 'continuous', min: 0, max: 3, resolution: 0.1, scale: 'linear' }],
      constraints: [],
    };
    const tried: Observation[] = [];
    while (tried.length < 31) {
      const [{ parameters }] = plan({ ...request, space: steps, observations: tried, foretell: false }) as [
        Proposal,
      ];
      tried.push(result(parameters, (Number(parameters.dose) - 1) ** 2));
    }
    expect(new Set(tried.map(({ parameters }) => parameters.dose)).size).toBe(31);
  });

  it('gives a replicate, labelled, only when they are allowed', () => {
    expect(plan({ ...request, allowReplicates: true })[0]!.reason).toBe('replicate');
  });
});

describe('a bad request', () => {
  it.each([
    [{ count: 0 }, /whole number of proposals/],
    [{ observations: [result({ 'x.c0': 1 }, 1)] }, /x\.c1: expected a finite number, got undefined/],
    [{ observations: [result(measured(1)[0]!.parameters, NaN)] }, /expected finite numbers/],
  ])('is refused with what is wrong: %j', (change, message) => {
    expect(() => plan({ ...base, ...change })).toThrow(message);
  });
});
