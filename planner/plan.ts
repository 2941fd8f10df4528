import { DISTINCT, LEAST_RESULTS } from './choices.js';
import type { Rng } from '../core/rng.js';
import { seededRng } from '../core/rng.js';
import type { History, Under } from './history.js';
import { historyOf, neighboursOf } from './history.js';
import { acquisitionName } from './improvement.js';
import { dataHashOf, exhausted, initialDesign } from './initial-design.js';
import { squaredDistance } from './linalg/vector.js';
import type { Models } from './models.js';
import {
  chancesOf,
  fitModels,
  measuredLosses,
  modelHash,
  predict,
  probabilities,
  widenModels,
} from './models.js';
import type { Prediction, Proposal } from './proposal.js';
import type { PlanRequest } from './request.js';
import type { Candidate } from './propose.js';
import { candidates } from './propose.js';
import type { Choice, Context } from './sources/choose.js';
import { buy } from './sources/choose.js';
import { isLow, targetOf, withoutLow } from './sources/sources.js';
import { Sampler } from './space/sampler.js';

/**
 * Proposes the next experiments: the initial design until `n0` experiments are known and each objective has two results, then greedily
 * by acquisition, each proposal pending for the next. A pure function of the request.
 * @throws PlannerError `bad-space`, `bad-request`, `exhausted` or `numerical`.
 */
export function plan(request: PlanRequest): Proposal[] {
  const history = historyOf(request);
  const rng = seededRng(request.seed);
  const truths = withoutLow(history);
  const known = truths.measured.length + truths.failed.length + truths.pending.length;
  if (known < request.n0 || !isModelled(truths)) return firstDesign(request, truths, rng);
  const learned = fitModels(history, request.stages ?? [], {
    replicateShare: request.replicateShare,
    forSearch: true,
  });
  const models = widenModels(learned, history.objectives, request.widening);
  const sampler = new Sampler(history.layout);
  const hashes = { modelHash: modelHash(models), dataHash: dataHashOf(request) };
  const under: Under[] = [...history.pending];
  return Array.from({ length: request.count }, (_, i) => {
    const stream = rng.split(`proposal ${known + i}`);
    const bought = buy({ request, history, models, sampler }, under, stream);
    const choice = bought ?? searched({ request, history: truths, models, sampler }, under, stream);
    under.push({ ...choice.best, source: choice.source });
    const { widening, foretell = true } = request;
    return {
      ...describe(history, models, choice),
      predictions: foretell ? foretold(history, models, choice) : null,
      ...(widening && { widening }),
      ...hashes,
      seed: request.seed,
    };
  });
}

function isModelled(history: History): boolean {
  return history.objectives.every((_, k) => measuredLosses(history, k).length >= LEAST_RESULTS);
}

/** Without results that count there is nothing to compare a cheap source with: all of it is measured truly. */
function firstDesign(request: PlanRequest, truths: History, rng: Rng): Proposal[] {
  const proposals = initialDesign(request, truths, rng.split('design'));
  if (!request.sources) return proposals;
  const source = targetOf(request.sources).name;
  return proposals.map((proposal) => ({ ...proposal, source }));
}

/** A true value where it promises most. */
function searched({ request, history, models, sampler }: Context, under: readonly Under[], rng: Rng): Choice {
  const truths = under.filter(({ source }) => !isLow(history.lowFidelity, source));
  const ranked = candidates({ history, models, sampler }, truths, rng);
  const choice = choose(ranked, history, truths, request.allowReplicates ?? false);
  return { ...choice, source: request.sources && targetOf(request.sources).name };
}

function choose(
  ranked: readonly Candidate[],
  history: History,
  under: readonly Under[],
  replicates: boolean,
): Omit<Choice, 'source'> {
  const measured = new Set(history.measured.map(({ key }) => key));
  const taken = new Set([...history.failed, ...under].map(({ key }) => key));
  const open = ranked.filter(({ key }) => !taken.has(key) && (replicates || !measured.has(key)));
  const best = open[0];
  if (!best) throw exhausted(history.measured.length + history.failed.length + under.length);
  const runnerUp = open.find(({ features }) => squaredDistance(features, best.features) > DISTINCT ** 2);
  const reason = measured.has(best.key) ? 'replicate' : 'acquisition';
  return { best, reason, acquisition: acquisitionName(history.objectives.length), runnerUp };
}

function describe(
  history: History,
  models: Models,
  { best, reason, acquisition, runnerUp, source }: Choice,
): Omit<Proposal, 'predictions' | 'modelHash' | 'dataHash' | 'seed'> {
  const evidence = Object.fromEntries(models.losses[0]!.evidence);
  return {
    parameters: best.parameters,
    reason,
    ...(source !== undefined && { source }),
    ...((source !== undefined || history.lowFidelity.size > 0) && { evidence }),
    feasibility: probabilities(chancesOf(models), best.features),
    acquisition: { name: acquisition, value: best.score },
    neighbours: neighboursOf(history, best.features, 3),
    ...(runnerUp && { runnerUp: { parameters: runnerUp.parameters, acquisition: runnerUp.score } }),
  };
}

/** Nothing for a source that is yet to be judged. */
function foretold(history: History, models: Models, { best, source }: Choice): Prediction[] | null {
  const unknown = isLow(history.lowFidelity, source) && !models.losses[0]!.trusted.has(source!);
  return unknown ? null : predict(models, history.objectives, best.features, { source });
}
