import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { PlannerClient } from '../../planner/client.js';
import { nonDominated } from '../../planner/pareto.js';
import { plan } from '../../planner/plan.js';
import type { Proposal } from '../../planner/proposal.js';
import type { Observation, PlanRequest } from '../../planner/request.js';
import { chebyshev, randomWeights } from '../../planner/scalarisation.js';
import type { Parameters } from '../../planner/space/space.js';
import { cube } from './space/spaces.js';

// In its own thread, as in the agent; Jest's own context makes arithmetic several times slower.
const client = new PlannerClient(new SystemClock(), {
  workerUrl: new URL('./worker-from-source.mjs', import.meta.url),
});
afterAll(() => client.close());
const propose = (request: PlanRequest): Promise<Proposal[]> =>
  client.propose(request, { deadlineMs: 300_000 });

const base: PlanRequest = {
  space: cube(2),
  objectives: [
    { name: 'life', direction: 'maximise' },
    { name: 'time', direction: 'minimise' },
  ],
  observations: [],
  failures: [],
  pending: [],
  count: 1,
  seed: 1,
  n0: 6,
};
const [first, second] = Object.keys(plan(base)[0]!.parameters) as [string, string];

/** Life is best at (0.8, 0.5), time at (0.2, 0.5): every point between is worth having, and none beside that line. */
function results(point: Parameters): Observation['results'] {
  const far = (x: number): number => (Number(point[first]) - x) ** 2 + (Number(point[second]) - 0.5) ** 2;
  return { life: { value: 100 - 10 * far(0.8) }, time: { value: 5 * far(0.2) } };
}

function known(count = 6, only?: (i: number, name: string) => boolean): Observation[] {
  return plan({ ...base, count }).map(({ parameters }, i) => {
    const all = Object.entries(results(parameters)).filter(([name]) => only?.(i, name) ?? true);
    return { parameters, results: Object.fromEntries(all) };
  });
}

async function proposals(request: PlanRequest, count: number): Promise<Observation[]> {
  const observations = [...request.observations];
  for (let i = 0; i < count; i++) {
    const [next] = await propose({ ...request, observations });
    observations.push({ parameters: next!.parameters, results: results(next!.parameters) });
  }
  return observations.slice(request.observations.length);
}

describe('a front', () => {
  it('holds what nothing dominates, and of equals the first', () => {
    expect(
      nonDominated([
        [1, 1],
        [0, 2],
        [1, 1],
        [2, 2],
        [2, 0],
        [0, 3],
      ]),
    ).toEqual([0, 1, 4]);
  });

  it('is one whatever the order of the points', () => {
    const points = fc.array(fc.tuple(fc.integer({ max: 5, min: 0 }), fc.integer({ max: 5, min: 0 })));
    fc.assert(
      fc.property(points, (some) => {
        const front = (all: [number, number][]): string[] =>
          nonDominated(all)
            .map((i) => all[i]!.join())
            .sort();
        expect(front(some.toReversed())).toEqual(front(some));
      }),
    );
  });
});

describe('proposals for two objectives', () => {
  it('go to the line between the two optima, and to more than one part of it', async () => {
    const references = [95, 2];
    const objectives = base.objectives.map((one, k) => ({ ...one, referenceValue: references[k]! }));
    const request = { ...base, objectives, observations: known() };
    const found = (await proposals(request, 4)).map(({ parameters }) => parameters);
    for (const point of found.slice(1)) expect(Math.abs(Number(point[second]) - 0.5)).toBeLessThan(0.2);
    const along = found.map((point) => Number(point[first]));
    expect(Math.max(...along) - Math.min(...along)).toBeGreaterThan(0.25);
  });

  it('predict each in its unit and direction', async () => {
    const [proposal] = await propose({ ...base, observations: known(12), n0: 6 });
    const truth = results(proposal!.parameters);
    expect(proposal!.acquisition.name).toBe('log noisy expected hypervolume improvement');
    expect(Math.abs(proposal!.predictions![0]!.mean - truth['life']!.value)).toBeLessThan(1);
    expect(Math.abs(proposal!.predictions![1]!.mean - truth['time']!.value)).toBeLessThan(0.5);
    expect(proposal!.neighbours[0]!.outcome).toMatchObject({
      values: [expect.any(Number), expect.any(Number)],
    });
  });

  it('learn from results of which one is missing', async () => {
    const observations = known(10, (i, name) => i > 2 || name === 'life');
    const [proposal] = await propose({ ...base, observations });
    expect(proposal!.reason).toBe('acquisition');
    expect(Math.abs(Number(proposal!.parameters[second]) - 0.5)).toBeLessThan(0.35);
  });

  it('go on filling the space while one objective has no results', async () => {
    const [proposal] = await propose({ ...base, observations: known(8, (_, name) => name === 'life') });
    expect([proposal!.reason, proposal!.predictions]).toEqual(['initial design', null]);
  });

  it('keep a batch apart, and leave what failed alone', async () => {
    const failures = [{ parameters: { [first]: 0.5, [second]: 0.5 }, stage: 'formation' }];
    const batch = await propose({ ...base, observations: known(8), failures, count: 3 });
    expect(new Set(batch.map(({ parameters }) => JSON.stringify(parameters))).size).toBe(3);
    expect(batch[0]!.feasibility['formation']).toBeGreaterThan(0.5);
  });

  it('do not seek what is beyond a reference value', async () => {
    const [life, time] = base.objectives;
    const objectives = [life!, { ...time!, referenceValue: 0.3 }];
    const found = await proposals({ ...base, objectives, observations: known(10) }, 3);
    for (const { results: come } of found.slice(1)) expect(come['time']!.value).toBeLessThan(0.4);
  });
});

describe('a constraint on an outcome', () => {
  it('keeps proposals where it is likely to hold, and says how likely', async () => {
    const { objectives } = base;
    const one = { ...base, objectives: [objectives[0]!], constraints: [{ name: 'time', max: 0.8 }] };
    const found = await proposals({ ...one, observations: known(8) }, 4);
    expect(found.at(-1)!.results['time']!.value).toBeLessThan(0.85);
    const [proposal] = await propose({ ...one, observations: [...known(8), ...found] });
    expect(proposal!.feasibility['time']).toBeGreaterThan(0.3);
    const [free] = await proposals(
      { ...base, objectives: [objectives[0]!], observations: known(8).map(lifeOnly) },
      1,
    );
    expect(free!.results['time']!.value).toBeGreaterThan(0.85);
  });
});

function lifeOnly({ parameters, results: { life } }: Observation): Observation {
  return { parameters, results: { life: life! } };
}

describe('many objectives', () => {
  it('are planned by scalarisations, one after the other', async () => {
    const objectives = Array.from({ length: 5 }, (_, k) => ({
      name: `f${k}`,
      direction: 'minimise' as const,
    }));
    const observations = known(8).map(({ parameters }) => ({
      parameters,
      results: Object.fromEntries(
        objectives.map(({ name }, k) => [name, { value: (Number(parameters[first]) - k / 4) ** 2 }]),
      ),
    }));
    const batch = await propose({ ...base, objectives, observations, count: 2 });
    expect(batch[0]!.acquisition.name).toBe('log noisy expected improvement of a scalarisation');
    expect(batch[0]!.predictions).toHaveLength(5);
    expect(batch[0]!.parameters).not.toEqual(batch[1]!.parameters);
  });

  it('are weighed by shares that sum to one', () => {
    const weights = randomWeights(6, seededRng(2));
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(Math.min(...weights)).toBeGreaterThan(0);
  });

  it('are one loss by the largest term and a share of all', () => {
    const scaled = [
      { loss: 0.5, sd: 0.1 },
      { loss: 1, sd: 0 },
    ];
    const { loss, sd } = chebyshev(scaled, [0.8, 0.2]);
    expect(loss).toBeCloseTo(0.4 + 0.05 * 0.6, 12);
    expect(sd).toBeCloseTo(1.05 * 0.8 * 0.1, 12);
  });
});

describe('a bad request', () => {
  it.each<[Partial<PlanRequest>, RegExp]>([
    [{ objectives: [] }, /at least one objective/],
    [{ objectives: [base.objectives[0]!, base.objectives[0]!] }, /life .* twice/],
    [{ constraints: [{ name: 'life', min: 1 }] }, /life .* twice/],
    [{ constraints: [{ name: 'gas' }] }, /constraint gas: expected min below max/],
    [{ constraints: [{ name: 'gas', min: 2, max: 1 }] }, /got min 2, max 1/],
    [
      { observations: known(1).map((one) => ({ ...one, results: { gas: { value: 1 } } })) },
      /observation of gas/,
    ],
    [{ objectives: [{ ...base.objectives[0]!, referenceValue: NaN }] }, /finite referenceValue/],
  ])('is refused with what is wrong: %j', (change, message) => {
    expect(() => plan({ ...base, ...change })).toThrow(message);
  });
});
