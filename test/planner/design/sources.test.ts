import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { design } from '../../../planner/design/design.js';
import type { DesignAnswer, DesignRequest } from '../../../planner/design/request.js';
import { layOut } from '../../../planner/space/layout.js';
import { toParameters } from '../../../planner/space/point.js';
import { Sampler } from '../../../planner/space/sampler.js';
import type { Parameters, Space } from '../../../planner/space/space.js';

const space: Space = {
  blocks: [],
  variables: [
    { name: 'dose', kind: 'continuous', min: 0, max: 3, scale: 'linear', resolution: 0.1 },
    { name: 'warmth', kind: 'continuous', min: 20, max: 60, scale: 'linear', resolution: 1 },
  ],
  constraints: [],
};
const retention = ({ dose, warmth }: Parameters): number =>
  95 - 2 * (Number(dose) - 1.2) ** 2 - ((Number(warmth) - 35) / 8) ** 2;

type Observations = DesignRequest['observations'];

const rng = seededRng('results');

function recipes(count: number, seed: string): Parameters[] {
  const [sampler, own] = [new Sampler(layOut(space)), seededRng(seed)];
  return Array.from({ length: count }, () => toParameters(layOut(space), sampler.draw(own)));
}

function measured(points: readonly Parameters[], value: (p: Parameters) => number): Observations {
  return points.map((parameters) => ({
    parameters,
    results: { retention: { value: value(parameters) + 0.1 * rng.normal() } },
  }));
}

const few = measured(recipes(5, 'own'), retention);
const paper = measured(recipes(14, 'paper'), (p) => retention(p) - 2).map((one) => ({
  ...one,
  source: 'paper',
}));
const nonsense = measured(recipes(14, 'nonsense'), () => 3 * rng.normal()).map((one) => ({
  ...one,
  source: 'model',
}));

function designed(observations: Observations, lowFidelity: readonly string[] = [], min = 94.5): DesignAnswer {
  const targets = [{ name: 'retention', min }];
  return design({ space, observations, lowFidelity, failures: [], targets, count: 8, seed: 1 });
}

function met({ designs }: DesignAnswer): number {
  return designs.filter(({ parameters }) => retention(parameters) >= 94.5).length;
}

describe('designs of a laboratory that knows what others measured', () => {
  const alone = designed(few);
  const together = designed([...few, ...paper]);

  it('are better than from a few results of its own, and the bias of the others is not taken for truth', () => {
    expect(met(together)).toBeGreaterThan(met(alone));
    expect(met(together)).toBeGreaterThanOrEqual(5);
    const [first] = together.designs;
    expect(first!.probability).toBeGreaterThan(0.4);
    const { mean, interval } = first!.quantities[0]!;
    expect(Math.abs(mean - retention(first!.parameters))).toBeLessThan(0.5);
    expect(interval[1] - interval[0]).toBeLessThan(3);
  });

  it('can be made without any of its own, less surely', () => {
    const [first] = designed(paper).designs;
    const width = ([low, high]: readonly [number, number]): number => high - low;
    expect(width(first!.quantities[0]!.interval)).toBeGreaterThan(
      width(together.designs[0]!.quantities[0]!.interval),
    );
  });

  it('are as they were where a source of low fidelity says nothing of its results, and say so', () => {
    const answer = designed([...few, ...nonsense], ['model']);
    expect(answer.designs.map(({ parameters }) => parameters)).toEqual(
      alone.designs.map(({ parameters }) => parameters),
    );
    expect(answer.disbelieved).toEqual({ retention: ['model'] });
    expect(together.disbelieved).toEqual({ retention: [] });
  });

  it('are refused for what sources of low fidelity alone know', () => {
    expect(() => designed(nonsense, ['model'])).toThrow('retention was measured 0 times');
  });

  it('beyond its results and those of others are named, whatever one of low fidelity says', () => {
    const high = { parameters: few[0]!.parameters, results: { retention: { value: 97 } } };
    const [low, other] = ['model', 'paper'].map((source) => [...few, { ...high, source }]);
    expect(designed(low!, ['model'], 96).extrapolated).toEqual(['retention']);
    expect(designed(other!, [], 96).extrapolated).toEqual([]);
  });
});
