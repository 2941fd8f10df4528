import { seededRng } from '../core/rng.js';
import type { History, Under } from './history.js';
import { historyOf, neighboursOf } from './history.js';
import { dataHashOf, exhausted, initialDesign } from './initial-design.js';
import { squaredDistance } from './linalg/vector.js';
import type { Models } from './models.js';
import { fitModels, modelHash, predict, stageProbabilities } from './models.js';
import type { PlanRequest, Proposal } from './planner.js';
import type { Candidate } from './propose.js';
import { candidates } from './propose.js';
import { buys } from './sources/buy.js';
import { isLow } from './sources/sources.js';
import { StructuredGp } from './surrogate/structured-gp.js';
import { Sampler } from './space/sampler.js';

/** A model needs two results to know a scale. */
const LEAST_RESULTS = 2;

/**
 * Proposes the next experiments: the initial design until `n0` experiments are known and two have results, then greedily
 * by acquisition, each proposal pending for the next. A pure function of the request.
 * @throws PlannerError `bad-space`, `bad-request`, `exhausted` or `numerical`.
 */
export function plan(request: PlanRequest): Proposal[] {
  const history = historyOf(request);
  const rng = seededRng(request.seed);
  const { measured, failed, pending } = history;
  const counting = measured.filter(({ source }) => !isLow(history.lowFidelity, source));
  const known = measured.length + failed.length + pending.length;
  if (
    counting.length + failed.length + pending.filter((p) => !isLow(history.lowFidelity, p.source)).length <
      request.n0 ||
    counting.length < LEAST_RESULTS
  )
    return initialDesign(request, history, rng.split('design'));
  const models = fitModels(history, request.stages ?? [], request.replicateShare);
  const sampler = new Sampler(history.layout);
  const hashes = { modelHash: modelHash(models), dataHash: dataHashOf(request) };
  const under: Under[] = [...pending];
  const offers = (request.sources ?? []).filter(
    ({ name, fidelity }) => fidelity === 'high' || models.trusted.has(name),
  );
  const { loss } = models;
  if (offers.length > 1 && loss instanceof StructuredGp) {
    const best = buys(
      { history, models: { ...models, loss }, sampler },
      offers,
      under,
      rng.split(`proposal ${known}`),
    )[0]!;
    return [
      {
        ...describe(request, history, models, { best, replicate: false, runnerUp: undefined }),
        ...hashes,
        seed: request.seed,
        source: best.source.name,
      },
    ];
  }
  return Array.from({ length: request.count }, (_, i) => {
    const ranked = candidates({ history, models, sampler }, under, rng.split(`proposal ${known + i}`));
    const choice = choose(ranked, history, under, request.allowReplicates ?? false);
    under.push(choice.best);
    return { ...describe(request, history, models, choice), ...hashes, seed: request.seed };
  });
}

interface Choice {
  readonly best: Candidate;
  readonly replicate: boolean;
  readonly runnerUp: Candidate | undefined;
}

function choose(
  ranked: readonly Candidate[],
  history: History,
  under: readonly Under[],
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
  { objective }: PlanRequest,
  history: History,
  models: Models,
  { best, replicate, runnerUp }: Choice,
): Omit<Proposal, 'modelHash' | 'dataHash' | 'seed'> {
  const sds = history.measured.map(({ sd }) => sd).sort((a, b) => a - b);
  const sign = objective.direction === 'minimise' ? 1 : -1;
  return {
    parameters: best.parameters,
    reason: replicate ? 'replicate' : 'acquisition',
    prediction: predict(
      models,
      { features: best.features, origin: {} },
      sign,
      sds[Math.floor(sds.length / 2)]!,
    ),
    feasibility: stageProbabilities(models, best.features),
    acquisition: { name: 'log noisy expected improvement', value: best.score },
    neighbours: neighboursOf(history, best.features, 3),
    ...(runnerUp && { runnerUp: { parameters: runnerUp.parameters, acquisition: runnerUp.score } }),
  };
}
