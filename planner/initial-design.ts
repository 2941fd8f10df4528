import { INITIAL_CANDIDATES } from './choices.js';
import type { Rng } from '../core/rng.js';
import { hashOf } from './hash.js';
import type { Entry, History } from './history.js';
import { entryOf, neighboursOf } from './history.js';
import { squaredDistance } from './linalg/vector.js';
import { fitFeasibility, probabilities } from './models.js';
import { PlannerError } from './planner-error.js';
import type { Proposal } from './proposal.js';
import type { PlanRequest } from './request.js';
import { shiftedSequence } from './space/low-discrepancy.js';
import { toParameters } from './space/point.js';
import { Sampler } from './space/sampler.js';

/**
 * A space-filling design, one point after the other: of the next points of a shifted low-discrepancy sequence mapped
 * through direct sampling, the one farthest from all that was tried or is pending. Where recipes have failed, distance
 * is weighed with the probability of feasibility.
 * @throws PlannerError `exhausted` when every candidate was tried before.
 */
export function initialDesign(request: PlanRequest, history: History, rng: Rng): Proposal[] {
  const entryAt = history.among ? oneOf(history.among, rng) : direct(history, rng);
  const feasibility = fitFeasibility(history, request.stages ?? []);
  const known: Entry[] = [...history.measured, ...history.failed, ...history.pending];
  const dataHash = dataHashOf(request);
  return Array.from({ length: request.count }, () => {
    const candidates = Array.from({ length: INITIAL_CANDIDATES }, (_, i) => {
      const index = known.length * INITIAL_CANDIDATES + i;
      const entry = entryAt(index);
      return { entry, value: emptiness(entry, known) + logFeasible(feasibility, entry) };
    });
    const best = candidates.reduce((a, b) => (b.value > a.value ? b : a));
    if (best.value === -Infinity) throw exhausted(known.length);
    known.push(best.entry);
    return {
      parameters: best.entry.parameters,
      reason: 'initial design' as const,
      predictions: null,
      feasibility: probabilities([...feasibility], best.entry.features),
      acquisition: { name: 'maximin distance' as const, value: Math.exp(best.value) },
      neighbours: neighboursOf(history, best.entry.features, 3),
      modelHash: null,
      dataHash,
      seed: request.seed,
    };
  });
}

/** Any of the listed points: nothing more is known of where they lie. */
function oneOf(among: readonly Entry[], rng: Rng): (index: number) => Entry {
  return (index) => among[Math.floor(rng.split(`point ${index}`).uniform() * among.length)]!;
}

function direct({ layout, encoding }: History, rng: Rng): (index: number) => Entry {
  const sampler = new Sampler(layout);
  const sequence = shiftedSequence(layout.coordinates.length, rng.split('shift'));
  return (index) => {
    const uniforms = sequence(index);
    const u = sampler.draw(rng.split(`point ${index}`), (k) => uniforms[k]!);
    return entryOf(encoding, toParameters(layout, u));
  };
}

/** Log of the distance to the nearest known point; -Infinity for a duplicate, 0 when nothing is known. */
function emptiness(entry: Entry, known: readonly Entry[]): number {
  if (known.some(({ key }) => key === entry.key)) return -Infinity;
  const nearest = known.reduce(
    (least, { features }) => Math.min(least, squaredDistance(features, entry.features)),
    Infinity,
  );
  return nearest === Infinity ? 0 : 0.5 * Math.log(nearest);
}

function logFeasible(feasibility: ReturnType<typeof fitFeasibility>, entry: Entry): number {
  return [...feasibility.values()].reduce((sum, m) => sum + m.logProbability(entry.features).value, 0);
}

/** Hash of all that a proposal depends on beside the seed. */
export function dataHashOf(request: PlanRequest): string {
  const { space, objectives, constraints = [], observations, failures, pending } = request;
  const { among, sources, lowFidelity, candidates } = request;
  return hashOf({
    ...{ space, objectives, constraints, observations, failures, pending },
    ...(among && { among }),
    ...(sources && { sources }),
    ...(lowFidelity && { lowFidelity }),
    ...(candidates && { candidates }),
  });
}

/** The error for a space of which everything near at hand was tried. */
export function exhausted(tried: number): PlannerError {
  return new PlannerError(
    'exhausted',
    `no untried point was found among ${tried} known ones: widen the space, refine the resolution or allow replicates`,
    { tried },
  );
}
