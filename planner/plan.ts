import { seededRng } from '../core/rng.js';
import type { Entry, History } from './history.js';
import { historyOf, neighboursOf } from './history.js';
import { acquisitionName } from './improvement.js';
import { dataHashOf, exhausted, initialDesign } from './initial-design.js';
import { squaredDistance } from './linalg/vector.js';
import type { Models } from './models.js';
import { chancesOf, fitModels, measuredLosses, modelHash, predict, probabilities } from './models.js';
import type { PlanRequest, Proposal } from './planner.js';
import type { Candidate } from './propose.js';
import { candidates } from './propose.js';
import { Sampler } from './space/sampler.js';

/** A model needs two results to know a scale. */
const LEAST_RESULTS = 2;

/**
 * Proposes the next experiments: the initial design until `n0` experiments are known and each objective has two results, then greedily
 * by acquisition, each proposal pending for the next. A pure function of the request.
 * @throws PlannerError `bad-space`, `bad-request`, `exhausted` or `numerical`.
 */
export function plan(request: PlanRequest): Proposal[] {
  const history = historyOf(request);
  const rng = seededRng(request.seed);
  const { measured, failed, pending } = history;
  const known = measured.length + failed.length + pending.length;
  if (known < request.n0 || !isModelled(history)) return initialDesign(request, history, rng.split('design'));
  const models = fitModels(history, request.stages ?? [], request.replicateShare);
  const sampler = new Sampler(history.layout);
  const hashes = { modelHash: modelHash(models), dataHash: dataHashOf(request) };
  const under: Entry[] = [...pending];
  return Array.from({ length: request.count }, (_, i) => {
    const ranked = candidates({ history, models, sampler }, under, rng.split(`proposal ${known + i}`));
    const choice = choose(ranked, history, under, request.allowReplicates ?? false);
    under.push(choice.best);
    return { ...describe(history, models, choice), ...hashes, seed: request.seed };
  });
}

function isModelled(history: History): boolean {
  return history.objectives.every((_, k) => measuredLosses(history, k).length >= LEAST_RESULTS);
}

interface Choice {
  readonly best: Candidate;
  readonly replicate: boolean;
  readonly runnerUp: Candidate | undefined;
}

function choose(
  ranked: readonly Candidate[],
  history: History,
  under: readonly Entry[],
  replicates: boolean,
): Choice {
  const measured = new Set(history.measured.map(({ key }) => key));
  const taken = new Set([...history.failed, ...under].map(({ key }) => key));
  const open = ranked.filter(({ key }) => !taken.has(key) && (replicates || !measured.has(key)));
  const best = open[0];
  if (!best) throw exhausted(history.measured.length + history.failed.length + under.length);
  const runnerUp = open.find(({ features }) => squaredDistance(features, best.features) > 0.05 ** 2);
  return { best, replicate: measured.has(best.key), runnerUp };
}

function describe(
  history: History,
  models: Models,
  { best, replicate, runnerUp }: Choice,
): Omit<Proposal, 'modelHash' | 'dataHash' | 'seed'> {
  return {
    parameters: best.parameters,
    reason: replicate ? 'replicate' : 'acquisition',
    predictions: predict(models, history.objectives, best.features),
    feasibility: probabilities(chancesOf(models), best.features),
    acquisition: { name: acquisitionName(history.objectives.length), value: best.score },
    neighbours: neighboursOf(history, best.features, 3),
    ...(runnerUp && { runnerUp: { parameters: runnerUp.parameters, acquisition: runnerUp.score } }),
  };
}
