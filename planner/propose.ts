import { EFFORT, SCALES } from './choices.js';
import { shuffled, type Rng } from '../core/rng.js';
import type { Landscape } from './climb.js';
import { climb } from './climb.js';
import { spread } from './far-apart.js';
import type { Entry, History } from './history.js';
import { bestInside, entryOf } from './history.js';
import { improvementOf } from './improvement.js';
import { addScaled } from './linalg/vector.js';
import { chancesOf, type Models } from './models.js';
import { encode, pullBack } from './space/features.js';
import type { Vector } from './space/layout.js';
import { toParameters } from './space/point.js';
import { regionAround } from './space/region.js';
import type { Sampler } from './space/sampler.js';
import { snap } from './space/snap.js';
import { maskOf, withoutIntegers } from './space/support.js';

/** Points scored together: enough to share what is read of a large factor, few enough to stay in a cache beside it. */
const AT_ONCE = 64;

/** Of the pool as it is, untried: what is left where all tops were tried before. */
const FALLBACKS = 20;
/** Points drawn where the pool has nothing untried either. */
const LAST_LOTS = 1000;

/** A point with the log of its expected improvement times its probability of feasibility. */
export interface Candidate extends Entry {
  readonly score: number;
}

/**
 * Points of high acquisition, best first, no two alike: all that can be had where those are listed; otherwise a pool of direct samples and of perturbations of the best points
 * is scored, the best of it climb inside the space, and all of them are snapped to what can be made and scored again.
 */
export function candidates(
  { history, models, sampler }: { history: History; models: Models; sampler: Sampler },
  pending: readonly Entry[],
  rng: Rng,
): Candidate[] {
  const { encoding, layout } = history;
  const landscape = landscapeOf(history, models, pending, rng.split('draws'));
  // What a model cannot tell apart, as levels never tried, is not to be taken in the order of a list that may be sorted.
  if (history.among) return ranked(shuffled(history.among, rng.split('lots')), landscape);
  const drawn = poolOf(history, sampler, rng.split('pool'));
  const placed = drawn.map((u) => ({ u, features: encode(encoding, u) }));
  const pool = sorted(placed, landscape);
  const tops = spread(pool, EFFORT.climbs).flatMap(({ u }) => {
    const region = regionAround(layout, u, withoutIntegers(layout, maskOf(layout, u)));
    const snapped = snap(layout, climb(region, landscape.gradient, u).u);
    return snapped ? [snapped, u] : [u];
  });
  const entry = (u: Vector): Entry => entryOf(encoding, toParameters(layout, u));
  const tried = new Set([...history.measured, ...history.failed, ...pending].map(({ key }) => key));
  const found = [...tops.map(entry), ...fallbacks(pool.length, (i) => entry(pool[i]!.u), tried)];
  if (found.every(({ key }) => tried.has(key)))
    found.push(...fallbacks(LAST_LOTS, () => entry(sampler.draw(rng)), tried));
  return ranked(found, landscape);
}

/** The first of `count`, until enough of them are untried and no two alike. */
function fallbacks(count: number, entryAt: (i: number) => Entry, tried: ReadonlySet<string>): Entry[] {
  const found: Entry[] = [];
  const untried = new Set<string>();
  for (let i = 0; i < count && untried.size < FALLBACKS; i++) {
    const entry = entryAt(i);
    found.push(entry);
    if (!tried.has(entry.key)) untried.add(entry.key);
  }
  return found;
}

function ranked(entries: readonly Entry[], landscape: Acquisition): Candidate[] {
  return sorted([...new Map(entries.map((entry) => [entry.key, entry])).values()], landscape);
}

/** Best first. */
function sorted<P extends Pick<Entry, 'features'>>(
  points: readonly P[],
  { values }: Pick<Acquisition, 'values'>,
): (P & { readonly score: number })[] {
  const scores = values(points.map(({ features }) => features));
  return points.map((point, i) => ({ ...point, score: scores[i]! })).sort((a, b) => b.score - a.score);
}

interface Acquisition {
  /** At points given by their features. */
  readonly values: (features: readonly Float64Array[]) => Float64Array;
  readonly gradient: Landscape;
}

function landscapeOf(history: History, models: Models, pending: readonly Entry[], rng: Rng): Acquisition {
  const { encoding } = history;
  const improvement = improvementOf({ history, models, pending, drawCount: EFFORT.draws }, rng);
  const stages = chancesOf(models).map(([, chance]) => chance);
  return {
    values: (features) => {
      const values = new Float64Array(features.length);
      for (let first = 0; first < features.length; first += AT_ONCE) {
        const some = features.slice(first, first + AT_ONCE);
        const logs = [improvement.values(some), ...stages.map((stage) => stage.logProbabilities(some))];
        values.set(
          logs.reduce((a, b) => addScaled(a, 1, b)),
          first,
        );
      }
      return values;
    },
    gradient: (u) => {
      const features = encode(encoding, u);
      const parts = [
        improvement.gradient(features),
        ...stages.map((stage) => stage.logProbability(features)),
      ];
      const gradient = parts.map((part) => part.gradient).reduce((a, b) => addScaled(a, 1, b));
      return {
        value: parts.reduce((sum, part) => sum + part.value, 0),
        gradient: pullBack(encoding, u, gradient),
      };
    },
  };
}

function poolOf(history: History, sampler: Sampler, rng: Rng): Vector[] {
  const variables = history.layout.coordinates.length;
  const perturbations = EFFORT.perturbations(variables);
  const drawn = Array.from({ length: EFFORT.samples(variables) }, () => sampler.draw(rng));
  const samples = [...drawn, ...history.candidates];
  const best = bestInside(history, 4);
  if (best.length === 0) return samples;
  const near = Array.from({ length: perturbations }, (_, i) => {
    const from = best[Math.floor((i * best.length) / perturbations)]!;
    return sampler.perturb(from.vector, SCALES[i % SCALES.length]!, rng);
  });
  return [...samples, ...near];
}
