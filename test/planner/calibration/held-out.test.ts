import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { foretellHeldOut } from '../../../planner/calibration/held-out.js';
import { calibrationOf } from '../../../planner/calibration/report.js';
import type { PlanRequest } from '../../../planner/request.js';
import { cube } from '../space/spaces.js';

const rng = seededRng('held out');
const points = Array.from({ length: 24 }, () => ({ u0: rng.uniform(), u1: rng.uniform() }));
const value = ({ u0, u1 }: { u0: number; u1: number }): number => Math.sin(4 * u0) + u1 + 0.05 * rng.normal();
const request: PlanRequest = {
  space: cube(2),
  objectives: [{ name: 'gain', direction: 'maximise' }],
  observations: points
    .filter(({ u0 }) => u0 < 0.85)
    .map((parameters) => ({ parameters, results: { gain: { value: value(parameters) } } })),
  failures: points.filter(({ u0 }) => u0 >= 0.85).map((parameters) => ({ parameters, stage: 'mixing' })),
  pending: [],
  count: 1,
  seed: 1,
  n0: 4,
  stages: ['mixing', 'cycling'],
};

describe('what the models say of recipes they were not told of', () => {
  const foretold = foretellHeldOut(request);
  const { forecasts, chances } = calibrationOf(foretold);

  it('covers every result once, in the unit and direction of the objective', () => {
    expect(foretold.forecasts.map((one) => one.value).sort()).toEqual(
      request.observations.map(({ results }) => results['gain']!.value).sort(),
    );
  });

  it('is right about a smooth function, and says so', () => {
    expect(forecasts).toHaveLength(1);
    expect(forecasts[0]!.skill).toBeGreaterThan(0.5);
    expect(forecasts[0]!.verdict.finding).not.toBe('narrow');
  });

  it('tells recipes that fail from those that do not', () => {
    expect(chances[0]!.name).toBe('mixing');
    expect(chances[0]!.brier).toBeLessThan(chances[0]!.brierOfBaseRate);
  });

  it('holds all replicates of a recipe out together', () => {
    const twice = { ...request, observations: [...request.observations, ...request.observations] };
    const sds = foretellHeldOut({ ...twice, failures: [] }).forecasts.map(({ sd }) => sd);
    expect(Math.max(...sds)).toBeGreaterThan(0.04);
  });

  it('foretells what the laboratory tried, with others known, and of others only where it tried nothing', () => {
    const [own, others] = [request.observations.slice(0, 6), request.observations.slice(6)];
    const paper = others.map((one) => ({ ...one, source: 'paper' }));
    const sources = [{ name: 'cells', cost: 1, fidelity: 'high' as const }];
    const few = { ...request, sources, failures: [], observations: own };
    const score = (one: PlanRequest): number => {
      const { rankedProbabilityScore, n } = calibrationOf(foretellHeldOut(one)).forecasts[0]!;
      expect(n).toBe(6);
      return rankedProbabilityScore;
    };
    expect(score({ ...few, observations: [...own, ...paper] })).toBeLessThan(0.7 * score(few));
    expect(foretellHeldOut({ ...few, observations: paper }).forecasts).toHaveLength(paper.length);
  });

  it('says nothing where there is too little to learn from', () => {
    expect(foretellHeldOut({ ...request, observations: request.observations.slice(0, 2) }).forecasts).toEqual(
      [],
    );
  });

  it('names sources apart where there are several', () => {
    const tagged = foretold.forecasts.map((one, k) => ({ ...one, source: k % 2 === 0 ? 'A' : 'B' }));
    const { forecasts: scored } = calibrationOf({ forecasts: tagged, chances: [] });
    expect(scored.map(({ among }) => among)).toEqual(['all', 'source A', 'source B']);
  });
});
