import { describe, expect, it } from '@jest/globals';
import { seededRng, type Rng } from '../../../core/rng.js';
import { design } from '../../../planner/design/design.js';
import type { DesignRequest } from '../../../planner/design/request.js';
import { layOut } from '../../../planner/space/layout.js';
import { reasonsOutside } from '../../../planner/space/membership.js';
import { toParameters } from '../../../planner/space/point.js';
import { Sampler } from '../../../planner/space/sampler.js';
import type { Parameters, Space } from '../../../planner/space/space.js';

const space: Space = {
  blocks: [
    {
      name: 'solvent',
      components: ['EC', 'EMC', 'DMC'].map((name) => ({ name, min: 0, max: 1 })),
      maxComponents: 3,
      resolution: 0.05,
    },
  ],
  variables: [
    { name: 'dose', kind: 'continuous', min: 0, max: 3, scale: 'linear', resolution: 0.1 },
    { name: 'cycles', kind: 'integer', min: 1, max: 4 },
  ],
  constraints: [{ terms: { 'solvent.EC': 1, dose: 0.1 }, max: 0.8 }],
};
const layout = layOut(space);

const retention = (p: Parameters): number => 90 + 3 * Number(p['dose']) - 2 * (Number(p['dose']) - 1.2) ** 2;
const thickness = (p: Parameters): number => 20 + 40 * Number(p['solvent.EC']) + 3 * Number(p['cycles']);
const fails = (p: Parameters): boolean => Number(p['solvent.DMC']) > 0.7;

function tried(count: number, rng: Rng): Pick<DesignRequest, 'observations' | 'failures'> {
  const sampler = new Sampler(layout);
  const points = Array.from({ length: count }, () => toParameters(layout, sampler.draw(rng)));
  return {
    observations: points
      .filter((p) => !fails(p))
      .map((parameters) => ({
        parameters,
        results: {
          retention: { value: retention(parameters) + 0.2 * rng.normal() },
          thickness: { value: thickness(parameters) + rng.normal() },
        },
      })),
    failures: points.filter(fails).map((parameters) => ({ parameters, stage: 'mixing' })),
  };
}

const request: DesignRequest = {
  space,
  ...tried(40, seededRng('tried')),
  targets: [
    { name: 'retention', min: 94 },
    { name: 'thickness', min: 30, max: 36 },
  ],
  count: 10,
  seed: 1,
  stages: ['mixing'],
};

/** For what does not ask how good the designs are. */
const hasty: DesignRequest = {
  ...request,
  ...tried(12, seededRng('few')),
  targets: [{ name: 'retention', min: 94 }],
  count: 3,
};

describe('recipes for targets', () => {
  const answer = design(request);

  it('lie in the space, on its steps, and no two are alike', () => {
    expect(answer.designs).toHaveLength(10);
    for (const { parameters } of answer.designs) expect(reasonsOutside(layout, parameters)).toEqual([]);
    expect(new Set(answer.designs.map(({ parameters }) => JSON.stringify(parameters))).size).toBe(10);
  });

  it('meet them as often as they say, and far more often than recipes drawn by chance', () => {
    const { designs, probabilityByChance } = answer;
    const met = designs.filter(({ parameters: p }) => retention(p) >= 94 && Math.abs(thickness(p) - 33) <= 3);
    expect(met.length).toBeGreaterThan(6);
    expect(designs[0]!.probability).toBeGreaterThan(0.5);
    expect(probabilityByChance).toBeLessThan(designs[9]!.probability / 2);
  });

  it('come with what the models know of recipes held out', () => {
    expect(answer.skill['retention']).toBeGreaterThan(0.5);
    const noise = seededRng('noise');
    const observations = request.observations.map(({ parameters }) => ({
      parameters,
      results: { retention: { value: noise.normal() } },
    }));
    const blind = design({ ...request, observations, targets: [{ name: 'retention', min: 1 }], count: 1 });
    expect(blind.skill['retention']).toBeLessThan(0.15);
  });

  it('avoid what could not be made', () => {
    for (const { parameters, feasibility } of answer.designs) {
      expect(fails(parameters)).toBe(false);
      expect(feasibility['mixing']).toBeGreaterThan(0.5);
    }
  });

  it('come with what is foretold of each quantity, by kind of uncertainty', () => {
    const [first] = answer.designs;
    const foreseen = first!.quantities[0]!;
    expect(Math.abs(foreseen.mean - retention(first!.parameters))).toBeLessThan(1);
    expect(foreseen.interval[1] - foreseen.interval[0]).toBeCloseTo(
      3.29 * Math.hypot(foreseen.sdModel, foreseen.sdNoise),
      2,
    );
    const all = first!.quantities.reduce((p, one) => p * one.probability, 1) * first!.feasibility['mixing']!;
    expect(first!.probability).toBeCloseTo(all, 9);
  });

  it('are the same for the same seed', () => {
    expect(design(hasty)).toEqual(design(hasty));
  });

  it('differ from one another more than the likeliest alone would', () => {
    const doses = new Set(answer.designs.map(({ parameters }) => parameters['dose']));
    const cycles = new Set(answer.designs.map(({ parameters }) => parameters['cycles']));
    expect(doses.size + cycles.size).toBeGreaterThan(4);
  });

  it('beyond anything seen, of which a limit tells nothing, are improbable, and named', () => {
    const [one, ...rest] = hasty.observations;
    const limit = { value: 151, censored: 'below' } as const;
    const observations = [{ ...one!, results: { retention: limit } }, ...rest];
    const far = design({ ...hasty, observations, targets: [{ name: 'retention', min: 150 }] });
    expect(far.extrapolated).toEqual(['retention']);
    expect(far.designs[0]!.probability).toBeLessThan(0.05);
  });

  it('of a quantity that is mostly small and sometimes large may go far beyond those seen', () => {
    const rare = request.observations.map(({ parameters }) => ({
      parameters,
      results: { film: { value: Math.exp(2 * Number(parameters['dose'])) } },
    }));
    const small = rare.filter(({ results }) => results.film.value < 30);
    const targets = [{ name: 'film', min: 100 }];
    const [first] = design({ ...request, observations: small, targets, count: 3 }).designs;
    expect(first!.probability).toBeGreaterThan(0.05);
    const { interval, mean } = first!.quantities[0]!;
    expect(interval[1] - mean).toBeGreaterThan(1.3 * (mean - interval[0]));
  });

  it.each([
    ['no target', { targets: [] }, 'at least one target'],
    [
      'bounds nothing can keep',
      { targets: [{ name: 'retention', min: 95, max: 94 }] },
      'expected min below max',
    ],
    ['a quantity nobody measured', { targets: [{ name: 'colour', min: 1 }] }, 'colour was measured 0 times'],
  ])('are refused for %s', (_case, change, message) => {
    expect(() => design({ ...request, ...change })).toThrow(message);
  });
});
