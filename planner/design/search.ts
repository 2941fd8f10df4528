import { mean } from '../backtest/statistics.js';
import { DESIGN_EFFORT, SCALES } from '../choices.js';
import type { Rng } from '../../core/rng.js';
import { climb, type Landscape } from '../climb.js';
import { spread } from '../far-apart.js';
import { entryOf, type Entry, type History } from '../history.js';
import { addScaled } from '../linalg/vector.js';
import type { Chance } from '../models.js';
import { encode, pullBack } from '../space/features.js';
import type { Vector } from '../space/layout.js';
import { reasonsOutside } from '../space/membership.js';
import { toParameters } from '../space/point.js';
import { regionAround } from '../space/region.js';
import { Sampler } from '../space/sampler.js';
import { snap } from '../space/snap.js';
import { maskOf, withoutIntegers } from '../space/support.js';

/** A recipe with the log of the probability that all chances come. */
export interface Likely extends Entry {
  readonly logProbability: number;
}

export interface Found {
  /** The likeliest first, no two alike. */
  readonly recipes: readonly Likely[];
  /** Mean probability of recipes drawn by chance. */
  readonly probabilityByChance: number;
}

/**
 * Recipes for which all chances are likely to come: samples of the space and neighbours of the likeliest tried ones, of
 * which the best climb log P inside the space, and neighbours of where they end. All lie on the steps of the space.
 * @param guides the chances as climbs see them
 */
export function likelyRecipes(
  history: History,
  { chances, guides }: { readonly chances: readonly Chance[]; readonly guides: readonly Chance[] },
  rng: Rng,
): Found {
  const { layout, encoding, measured } = history;
  const { samples: sampleCount, near, perturbations, climbs, around } = DESIGN_EFFORT;
  const sampler = new Sampler(layout);
  const likely = (points: readonly Vector[]): Likely[] => {
    const entries = points.map((u) => entryOf(encoding, toParameters(layout, u)));
    const logs = logProbabilities(
      chances,
      entries.map(({ features }) => features),
    );
    return entries.map((entry, i) => ({ ...entry, logProbability: logs[i]! }));
  };
  const neighbours = (of: readonly Likely[], count: number): Likely[] =>
    likely(perturbed(sampler, of, count, rng));
  const samples = likely(Array.from({ length: sampleCount }, () => sampler.draw(rng)));
  const inside = measured.filter((one) => reasonsOutside(layout, one.parameters).length === 0);
  const tried = ranked(likely(inside.map(({ vector }) => vector)));
  const start = ranked([...samples, ...neighbours(tried.slice(0, near), perturbations)]);
  const tops = likely(spread(start, climbs).flatMap(({ vector }) => climbed(history, guides, vector) ?? []));
  return {
    recipes: ranked([...tops, ...neighbours(tops, around * tops.length), ...start]),
    probabilityByChance: mean(samples.map((one) => Math.exp(one.logProbability))),
  };
}

/** Neighbours of points in turn, from far to near. */
function perturbed(sampler: Sampler, of: readonly Likely[], count: number, rng: Rng): Vector[] {
  if (of.length === 0) return [];
  return Array.from({ length: count }, (_, i) => {
    const scale = SCALES[Math.floor(i / of.length) % SCALES.length]!;
    return sampler.perturb(of[i % of.length]!.vector, scale, rng);
  });
}

/** On the steps of the space; undefined where none is near the top. */
function climbed(history: History, guides: readonly Chance[], from: Vector): Vector | undefined {
  const { layout } = history;
  const region = regionAround(layout, from, withoutIntegers(layout, maskOf(layout, from)));
  return snap(layout, climb(region, landscapeOf(history, guides), from).u);
}

function logProbabilities(chances: readonly Chance[], points: readonly Float64Array[]): Float64Array {
  return chances.map((chance) => chance.logProbabilities(points)).reduce((a, b) => addScaled(a, 1, b));
}

function landscapeOf({ encoding }: History, chances: readonly Chance[]): Landscape {
  return (u) => {
    const features = encode(encoding, u);
    const parts = chances.map((chance) => chance.logProbability(features));
    const gradient = parts.map((part) => part.gradient).reduce((a, b) => addScaled(a, 1, b));
    return {
      value: parts.reduce((sum, { value }) => sum + value, 0),
      gradient: pullBack(encoding, u, gradient),
    };
  };
}

function ranked(recipes: readonly Likely[]): Likely[] {
  const unique = new Map(recipes.map((one) => [one.key, one]));
  return [...unique.values()].sort((a, b) => b.logProbability - a.logProbability);
}
