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
 */
export function likelyRecipes(history: History, chances: readonly Chance[], rng: Rng): Found {
  const { layout, encoding, measured } = history;
  const sampler = new Sampler(layout);
  const likely = (u: Vector): Likely => {
    const entry = entryOf(encoding, toParameters(layout, u));
    return { ...entry, logProbability: logProbability(chances, entry.features) };
  };
  const samples = Array.from({ length: DESIGN_EFFORT.samples }, () => likely(sampler.draw(rng)));
  const tried = ranked(
    measured
      .filter((one) => reasonsOutside(layout, one.parameters).length === 0)
      .map((one) => likely(one.vector)),
  );
  const start = ranked([
    ...samples,
    ...neighbours(tried, DESIGN_EFFORT.near, DESIGN_EFFORT.perturbations).map(likely),
  ]);
  const tops = spread(start, DESIGN_EFFORT.climbs).flatMap(({ vector }) => {
    const region = regionAround(layout, vector, withoutIntegers(layout, maskOf(layout, vector)));
    const snapped = snap(layout, climb(region, landscapeOf(history, chances), vector).u);
    return snapped ? [likely(snapped)] : [];
  });
  const around = neighbours(tops, tops.length, DESIGN_EFFORT.around * tops.length).map(likely);
  return {
    recipes: ranked([...tops, ...around, ...start]),
    probabilityByChance: samples.reduce((sum, one) => sum + Math.exp(one.logProbability), 0) / samples.length,
  };

  function neighbours(of: readonly Likely[], most: number, count: number): Vector[] {
    const from = of.slice(0, most);
    if (from.length === 0) return [];
    return Array.from({ length: count }, (_, i) =>
      sampler.perturb(
        from[i % from.length]!.vector,
        SCALES[Math.floor(i / from.length) % SCALES.length]!,
        rng,
      ),
    );
  }
}

function logProbability(chances: readonly Chance[], features: Float64Array): number {
  return chances.reduce((sum, chance) => sum + chance.logProbability(features).value, 0);
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
