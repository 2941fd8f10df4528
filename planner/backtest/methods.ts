/** How the next experiments are chosen: by the planner, or by what a planner must beat. */
import { seededRng, type Rng } from '../../core/rng.js';
import type { FailedPoint } from '../request.js';
import { squaredDistance } from '../linalg/vector.js';
import { encode, encodingOf } from '../space/features.js';
import { layOut } from '../space/layout.js';
import { canonicalKey, toParameters, toVector } from '../space/point.js';
import { Sampler } from '../space/sampler.js';
import { SOBOL_DIMENSIONS, sobolSequence } from '../space/sobol.js';
import type { Parameters, Space } from '../space/space.js';
import { planWith, type PlanFunction } from './plan-with.js';
import { namesOf } from './problems.js';
import type { Task, Values } from './task.js';

/** What a run knows so far. */
export interface Known {
  readonly observations: readonly { readonly parameters: Parameters; readonly values: Values }[];
  readonly failures: readonly FailedPoint[];
  /** Listed points that were not tried yet, where only listed ones can be had. */
  readonly open: readonly Parameters[] | undefined;
}

export interface Choice {
  readonly points: readonly Parameters[];
  /** Why it was not chosen as usual. */
  readonly note?: string;
}

/** Chooses `count` more points; fewer when no untried one is left. */
export type Chooser = (known: Known, count: number) => Promise<Choice>;

export type MethodName = 'interphase' | 'random' | 'sobol';

export const METHOD_NAMES: readonly MethodName[] = ['interphase', 'random', 'sobol'];

/** Why a method cannot search a space; undefined when it can. */
export function whyNot(method: MethodName, space: Space): string | undefined {
  const coordinates = namesOf(space).length;
  if (method !== 'sobol' || coordinates <= SOBOL_DIMENSIONS) return undefined;
  return `a Sobol sequence is known for up to ${SOBOL_DIMENSIONS} coordinates, the space has ${coordinates}`;
}

/** One method at the start of one run. */
export function chooserOf(method: MethodName, task: Task, seed: number, plan: PlanFunction): Chooser {
  const rng = seededRng(`${method} ${seed}`);
  switch (method) {
    case 'interphase':
      return planWith(plan, task, seed);
    case 'random':
      return task.among ? randomRows(rng) : inSpace(task, (sampler) => () => sampler.draw(rng));
    case 'sobol':
      return task.among ? nearestRows(task, rng) : inSpace(task, (sampler) => sobolDraws(sampler, rng));
  }
}

function randomRows(rng: Rng): Chooser {
  return async ({ open = [] }, count) => {
    const left = [...open];
    const points = Array.from({ length: Math.min(count, left.length) }, () => {
      const [point] = left.splice(Math.floor(rng.uniform() * left.length), 1);
      return point!;
    });
    return { points };
  };
}

/** In a space of few points the next ones may all be known: how many are looked at for one. */
const TRIES = 200;

/** Untried points of a stream of draws. */
function inSpace(task: Task, start: (sampler: Sampler) => () => Float64Array): Chooser {
  const layout = layOut(task.space);
  const draw = start(new Sampler(layout));
  return async ({ observations, failures }, count) => {
    const tried = new Set([...observations, ...failures].map((one) => canonicalKey(layout, one.parameters)));
    const points: Parameters[] = [];
    for (let i = 0; i < TRIES * count && points.length < count; i++) {
      const point = toParameters(layout, draw());
      const key = canonicalKey(layout, point);
      if (!tried.has(key)) points.push(point);
      tried.add(key);
    }
    return { points };
  };
}

/** Numbers as they are; blends by exponential spacings of the sequence's coordinates, which keeps them uniform. */
function sobolDraws(sampler: Sampler, rng: Rng): () => Float64Array {
  const sequence = sobolSequence(sampler.layout.coordinates.length, rng.split('shift'));
  let index = 0;
  return () => {
    const uniforms = sequence(index++);
    return sampler.draw(rng, (k) => uniforms[k]!);
  };
}

/** The listed point nearest to each of the sequence. */
function nearestRows({ space }: Task, rng: Rng): Chooser {
  const layout = layOut(space);
  const encoding = encodingOf(layout);
  const draw = sobolDraws(new Sampler(layout), rng);
  return async ({ open = [] }, count) => {
    let left = open.map((point) => ({ point, features: encode(encoding, toVector(layout, point)) }));
    const points = Array.from({ length: Math.min(count, left.length) }, () => {
      const target = encode(encoding, draw());
      const distance = (one: (typeof left)[number]): number => squaredDistance(one.features, target);
      const nearest = left.reduce((a, b) => (distance(b) < distance(a) ? b : a));
      left = left.filter((one) => one !== nearest);
      return nearest.point;
    });
    return { points };
  };
}
