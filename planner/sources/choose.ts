import { DISTINCT } from '../choices.js';
import type { Rng } from '../../core/rng.js';
import type { History, Under } from '../history.js';
import { exhausted } from '../initial-design.js';
import { squaredDistance } from '../linalg/vector.js';
import type { Models } from '../models.js';
import type { Acquisition, Reason } from '../proposal.js';
import type { PlanRequest } from '../request.js';
import type { Candidate } from '../propose.js';
import type { Sampler } from '../space/sampler.js';
import { StructuredGp } from '../surrogate/structured-gp.js';
import type { Purchase } from './purchases.js';
import { purchases } from './purchases.js';
import { dueComparison } from './comparison.js';

/** A point, where to have it measured, and why. */
export interface Choice {
  readonly best: Candidate;
  readonly source?: string | undefined;
  readonly reason: Reason;
  readonly acquisition: Acquisition['name'];
  readonly runnerUp?: Candidate | undefined;
}

export interface Context {
  readonly request: PlanRequest;
  readonly history: History;
  readonly models: Models;
  readonly sampler: Sampler;
}

/**
 * What to buy next and where, when the request offers sources: a comparison that a cheap source is due, or the purchase
 * that teaches most for its cost. Undefined when the choice is only where to have a true value.
 */
export function buy(context: Context, under: readonly Under[], rng: Rng): Choice | undefined {
  const { request, history, models } = context;
  if (!request.sources) return undefined;
  const { gp, evidence, trusted } = models.losses[0]!;
  const comparison = dueComparison(history, evidence, request.sources, under);
  if (comparison) {
    const { source, at } = comparison;
    const best = { ...at, score: evidence.get(source.name) ?? 0 };
    return { best, source: source.name, reason: 'comparison', acquisition: 'evidence' };
  }
  const offers = request.sources.filter(({ name, fidelity }) => fidelity === 'high' || trusted.has(name));
  if (offers.length < 2 || !(gp instanceof StructuredGp)) return undefined;
  const open = openOf(purchases(context, gp, offers, under, rng), context, under);
  const best = open[0];
  if (!best) throw exhausted(history.measured.length + history.failed.length + under.length);
  return {
    ...{ best, source: best.source.name, acquisition: 'knowledge gradient per cost' },
    reason: wasMeasured(history, best) ? 'replicate' : 'acquisition',
    runnerUp: open.find(({ features }) => squaredDistance(features, best.features) > DISTINCT ** 2),
  };
}

/** Purchases that are neither hopeless nor under way nor, without leave, made before. */
function openOf(
  ranked: readonly Purchase[],
  { request, history }: Context,
  under: readonly Under[],
): Purchase[] {
  const failed = new Set(history.failed.map(({ key }) => key));
  const taken = new Set(under.map(({ key, source }) => `${source ?? ''}|${key}`));
  return ranked.filter(
    (one) =>
      !failed.has(one.key) &&
      !taken.has(`${one.source.name}|${one.key}`) &&
      (request.allowReplicates === true || !wasMeasured(history, one)),
  );
}

function wasMeasured({ measured }: History, { key, source }: Purchase): boolean {
  return measured.some((one) => one.key === key && one.source === source.name);
}
