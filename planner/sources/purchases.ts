import { PURCHASE_EFFORT, SCALES } from '../choices.js';
import type { Rng } from '../../core/rng.js';
import type { Entry, History, Under } from '../history.js';
import { entryOf } from '../history.js';
import type { Models } from '../models.js';
import { chancesOf } from '../models.js';
import type { Source } from '../request.js';
import type { Candidate } from '../propose.js';
import { toParameters } from '../space/point.js';
import type { Sampler } from '../space/sampler.js';
import type { StructuredGp } from '../surrogate/structured-gp.js';
import { Gains } from './gains.js';
import { lowestMean } from './lowest-mean.js';
import { withPending } from './with-pending.js';

/** A point, and where to have it measured. */
export interface Purchase extends Candidate {
  readonly source: Source;
}

const { samples: SAMPLES, near: NEAR, refinements: REFINEMENTS, refined: REFINED } = PURCHASE_EFFORT;

/**
 * What to buy next, best first: pairs of point and source by the gain of knowledge (Frazier, Powell, Dayanik 2009, in
 * the form for several sources of Poloczek, Wang, Frazier, NeurIPS 2017), times the probability of feasibility, over
 * the cost of the source.
 */
export function purchases(
  { history, models, sampler }: { history: History; models: Models; sampler: Sampler },
  gp: StructuredGp,
  sources: readonly Source[],
  under: readonly Under[],
  rng: Rng,
): Purchase[] {
  const options = optionsOf({ history, models, sampler }, rng);
  const gains = new Gains(
    withPending(gp, under),
    options.map(({ features }) => features),
  );
  const chances = chancesOf(models);
  const scored = (entries: readonly Entry[]): Purchase[] =>
    entries.flatMap((entry) => {
      const feasible = chances.reduce(
        (sum, [, chance]) => sum + Math.log(chance.probability(entry.features)),
        0,
      );
      return sources.map((source) => {
        const gain = gains.logGain(entry.features, { source: source.name });
        return { ...entry, source, score: gain + feasible - Math.log(source.cost) };
      });
    });
  let all = scored(options).sort((a, b) => b.score - a.score);
  if (history.among) return all;
  for (const scale of REFINEMENTS) {
    const near = Array.from({ length: REFINED }, () => sampler.perturb(all[0]!.vector, scale, rng));
    all = [...scored(near.map((u) => entryOf(history.encoding, toParameters(history.layout, u)))), ...all];
    all.sort((a, b) => b.score - a.score);
  }
  return all;
}

/** Samples, and the neighbourhood of the points believed best. */
function optionsOf(
  { history, models, sampler }: { history: History; models: Models; sampler: Sampler },
  rng: Rng,
): Entry[] {
  const best = lowestMean({ history, models, sampler }, rng.split('best'));
  if (history.among) return best.slice(0, SAMPLES + NEAR);
  const centres = best.slice(0, 4);
  const near = Array.from({ length: NEAR }, (_, i) =>
    sampler.perturb(centres[i % centres.length]!.vector, SCALES[(i >> 2) % SCALES.length]!, rng),
  );
  const drawn = [...Array.from({ length: SAMPLES }, () => sampler.draw(rng)), ...near];
  const entries = drawn.map((u) => entryOf(history.encoding, toParameters(history.layout, u)));
  return [...new Map([...best.slice(0, 20), ...entries].map((entry) => [entry.key, entry])).values()];
}
