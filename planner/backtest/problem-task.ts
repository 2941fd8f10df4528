import { seededRng } from '../../core/rng.js';
import { toParameters } from '../space/point.js';
import { layOut } from '../space/layout.js';
import { Sampler } from '../space/sampler.js';
import type { Parameters, Space } from '../space/space.js';
import { quantile } from './statistics.js';
import { namesOf, type Problem } from './problems.js';
import type { Task } from './task.js';

/** Points from which the best share of a problem is told. */
const SAMPLE = 10_000;

/** A built-in problem; `noise[seed][i]` is added to what is observed in experiment `i`, else noise that is drawn. */
export function problemTask(problem: Problem, noise?: readonly (readonly number[])[]): Task {
  return {
    space: problem.space,
    objectives: [{ name: 'value', direction: 'minimise' }],
    threshold: (share) => quantile(sampleOf(problem), share),
    measure: async (parameters, { seed, index, rng }) => {
      const truth = problem.evaluate(coordinatesOf(problem.space, parameters));
      if (truth === null) return { answer: null };
      const { noiseSd = 0 } = problem;
      const added = noise?.[seed]?.[index] ?? (noiseSd === 0 ? 0 : noiseSd * rng.normal());
      return { answer: { observed: [truth + added], truth: [truth] } };
    },
  };
}

/** A point as numbers in the order of the frozen designs: the index of a level, everything else as it is. */
export function coordinatesOf(space: Space, parameters: Parameters): number[] {
  return namesOf(space).map((name) => Number(parameters[name]));
}

const samples = new WeakMap<Problem, number[]>();

/** Values at random points of the space; failures are worse than everything. */
function sampleOf(problem: Problem): number[] {
  const known = samples.get(problem);
  if (known) return known;
  const layout = layOut(problem.space);
  const sampler = new Sampler(layout);
  const rng = seededRng('share');
  const values = Array.from({ length: SAMPLE }, () => {
    const x = coordinatesOf(problem.space, toParameters(layout, sampler.draw(rng)));
    return problem.evaluate(x) ?? Number.MAX_VALUE;
  });
  samples.set(problem, values);
  return values;
}
