import { BELIEF_EFFORT } from '../choices.js';
import type { Rng } from '../../core/rng.js';
import { climb } from '../climb.js';
import type { Entry, History } from '../history.js';
import { entryOf } from '../history.js';
import type { Models } from '../models.js';
import { chancesOf, probabilities } from '../models.js';
import { encode, pullBack } from '../space/features.js';
import type { Vector } from '../space/layout.js';
import { reasonsOutside } from '../space/membership.js';
import { toParameters } from '../space/point.js';
import { regionAround } from '../space/region.js';
import type { Sampler } from '../space/sampler.js';
import { snap } from '../space/snap.js';
import { maskOf, withoutIntegers } from '../space/support.js';

/** A point with the posterior mean of the standardised loss there. */
export interface Believed extends Entry {
  readonly mean: number;
}

/**
 * Where the loss is believed to be lowest, best first: samples and measured points, of which the best climb down the
 * posterior mean. Points that more likely fail than not come last.
 */
export function lowestMean(
  { history, models, sampler }: { history: History; models: Models; sampler: Sampler },
  rng: Rng,
): Believed[] {
  const { layout, encoding, among } = history;
  if (among) return ranked(models, among);
  const inside = history.measured.filter((m) => reasonsOutside(layout, m.parameters).length === 0);
  const starts = [
    ...Array.from({ length: BELIEF_EFFORT.samples }, () => sampler.draw(rng)),
    ...inside.map(({ vector }) => vector),
  ].map((u) => entryOf(encoding, toParameters(layout, u)));
  const best = ranked(models, starts);
  const climbed = best.slice(0, BELIEF_EFFORT.climbs).flatMap(({ vector }) => {
    const lower = snap(layout, descend(history, models, vector));
    return lower ? [entryOf(encoding, toParameters(layout, lower))] : [];
  });
  return ranked(models, [...climbed, ...best]);
}

function descend({ layout, encoding }: History, { losses }: Models, u: Vector): Vector {
  const region = regionAround(layout, u, withoutIntegers(layout, maskOf(layout, u)));
  const landscape = (at: Vector): { value: number; gradient: Float64Array } => {
    const { mean, meanGradient } = losses[0]!.gp.gradient(encode(encoding, at));
    return { value: -mean, gradient: pullBack(encoding, at, meanGradient).map((slope) => -slope) };
  };
  return climb(region, landscape, u).u;
}

function ranked(models: Models, entries: readonly Entry[]): Believed[] {
  const unique = new Map(entries.map((entry) => [entry.key, entry]));
  return [...unique.values()]
    .map((entry) => ({
      ...entry,
      mean: models.losses[0]!.gp.meanAt(entry.features),
      likely: isLikely(models, entry),
    }))
    .sort((a, b) => Number(b.likely) - Number(a.likely) || a.mean - b.mean);
}

function isLikely(models: Models, { features }: Entry): boolean {
  return Object.values(probabilities(chancesOf(models), features)).every((p) => p >= 0.5);
}
