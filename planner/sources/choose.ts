import type { Rng } from '../../core/rng.js';
import type { History, Under } from '../history.js';
import { exhausted, initialDesign } from '../initial-design.js';
import { squaredDistance } from '../linalg/vector.js';
import type { Models } from '../models.js';
import type { Acquisition, PlanRequest, Reason, Source } from '../planner.js';
import type { Candidate } from '../propose.js';
import { candidates } from '../propose.js';
import type { Sampler } from '../space/sampler.js';
import { StructuredGp } from '../surrogate/structured-gp.js';
import { buys } from './buy.js';
import type { Comparison } from './comparison.js';
import { dueComparison } from './comparison.js';
import { isLow, targetOf } from './sources.js';

/** A point, where to have it measured, and why. */
export interface Choice {
  readonly best: Candidate;
  readonly source?: Source;
  readonly reason: Reason;
  readonly acquisition: Acquisition['name'];
  readonly runnerUp: Candidate | undefined;
}

export interface Context {
  readonly request: PlanRequest;
  readonly history: History;
  readonly models: Models;
  readonly sampler: Sampler;
}

/**
 * What to measure next and where: a comparison that a cheap source is due; else the purchase that teaches most for its
 * cost, when a cheap source has shown its worth or true values can be had from several; else a true value where it
 * promises most.
 */
export function choose(context: Context, under: readonly Under[], rng: Rng): Choice {
  const { request, history, models } = context;
  const { sources } = request;
  if (!sources) return promising(context, under, rng);
  const comparison = dueComparison(history, models, sources, under);
  if (comparison) return compared(context, comparison, under, rng);
  const offers = sources.filter(({ name, fidelity }) => fidelity === 'high' || models.trusted.has(name));
  const { loss } = models;
  if (offers.length > 1 && loss instanceof StructuredGp)
    return bought({ ...context, models: { ...models, loss } }, offers, under, rng);
  return { ...promising(context, under, rng), source: targetOf(sources) };
}

function promising(context: Context, under: readonly Under[], rng: Rng): Choice {
  const { request, history } = context;
  const { lowFidelity } = history;
  // Cheap values are no results of an experiment: what they are of may still be measured.
  const true_ = <T extends { source?: string | undefined }>(all: readonly T[]): T[] =>
    all.filter(({ source }) => !isLow(lowFidelity, source));
  const ranked = candidates(context, true_(under), rng);
  const measured = new Set(true_(history.measured).map(({ key }) => key));
  const taken = new Set([...history.failed, ...true_(under)].map(({ key }) => key));
  const replicates = request.allowReplicates ?? false;
  const open = ranked.filter(({ key }) => !taken.has(key) && (replicates || !measured.has(key)));
  const { best, runnerUp } = firstTwo(open, history, under);
  const reason = measured.has(best.key) ? 'replicate' : 'acquisition';
  return { best, reason, acquisition: 'log noisy expected improvement', runnerUp };
}

function bought(
  context: Context & { models: { loss: StructuredGp } },
  offers: readonly Source[],
  under: readonly Under[],
  rng: Rng,
): Choice {
  const { history, request } = context;
  const keyOf = (one: { key: string; source?: string | undefined }): string => `${one.source ?? ''}|${one.key}`;
  const measured = new Set(history.measured.map(keyOf));
  const taken = new Set(under.map(keyOf));
  const failed = new Set(history.failed.map(({ key }) => key));
  const open = buys(context, offers, under, rng).filter((buy) => {
    const key = keyOf({ key: buy.key, source: buy.source.name });
    return !failed.has(buy.key) && !taken.has(key) && (request.allowReplicates === true || !measured.has(key));
  });
  const { best, runnerUp } = firstTwo(open, history, under);
  const isReplicate = measured.has(keyOf({ key: best.key, source: best.source.name }));
  const reason = isReplicate ? 'replicate' : 'acquisition';
  return { best, source: best.source, reason, acquisition: 'knowledge gradient per cost', runnerUp };
}

function compared(
  { request, history, models }: Context,
  { source, at }: Comparison,
  under: readonly Under[],
  rng: Rng,
): Choice {
  const score = models.evidence.get(source.name) ?? 0;
  if (at) return { best: { ...at, score }, source, reason: 'comparison', acquisition: 'evidence', runnerUp: undefined };
  const own = {
    ...history,
    measured: history.measured.filter((one) => one.source === source.name),
    pending: under.filter((one) => one.source === source.name),
  };
  const { entry, value } = initialDesign({ ...request, count: 1 }, own, rng.split(source.name));
}

function firstTwo<T extends Candidate>(
  open: readonly T[],
  history: History,
  under: readonly Under[],
): { best: T; runnerUp: T | undefined } {
  const [best] = open;
  if (!best) throw exhausted(history.measured.length + history.failed.length + under.length);
  const runnerUp = open.find(({ features }) => squaredDistance(features, best.features) > 0.05 ** 2);
  return { best, runnerUp };
}
