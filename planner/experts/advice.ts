import type { Rng } from '../../core/rng.js';
import { RECIPE } from '../generative/data/domain.js';
import type { Table } from '../generative/data/table.js';
import type { Prediction as DomainPrediction } from '../generative/use/predict.js';
import type { Prediction, Proposal, SecondOpinion } from '../proposal.js';
import type { PlanRequest } from '../request.js';
import { PlannerError } from '../planner-error.js';
import { layOut } from '../space/layout.js';
import { toParameters, toVector } from '../space/point.js';
import type { Parameters } from '../space/space.js';
import { TARGETS } from './finding-table.js';
import { mixPredictions, wider } from '../mix-predictions.js';
import type { SecondExpert } from './second-expert.js';
import { wantedBeyond } from './wanted.js';

/** Recipes drawn for one proposal: a third of what the search scores. */
export const DRAWN = 300;

/** Recipes that the model thinks go with a little more than the best that was found. */
export async function drawCandidates(
  { model }: SecondExpert,
  request: PlanRequest,
  rng: Rng,
): Promise<Parameters[]> {
  const layout = layOut(request.space);
  const points = wantedBeyond(request.objectives, request.findings ?? []);
  const targets = model.trained.schema.domains.find(({ name }) => name === TARGETS)!.quantities;
  const found: Parameters[] = [];
  for (const [i, point] of points.entries()) {
    const wanted = targets.map((_, k) => point[k] ?? NaN);
    const count = Math.ceil(DRAWN / points.length);
    try {
      const drawn = await model.sample({
        wanted: { [TARGETS]: wanted },
        count,
        rng: rng.split(`point ${i}`),
      });
      found.push(...drawn.map((u) => toParameters(layout, u)));
    } catch (error) {
      // Nothing of the space lies near what was drawn for this point: the search has its own.
      if (!(error instanceof PlannerError && error.fault === 'exhausted')) throw error;
    }
  }
  return found;
}

/**
 * The proposals with what the model says of them; predictions become those of the mixture. Of that, too, earlier ones were too
 * narrow: it is widened as a whole, and the experts speak before.
 */
export async function withOpinions(
  expert: SecondExpert,
  request: PlanRequest,
  proposals: readonly Proposal[],
): Promise<Proposal[]> {
  const table = recipesOf(request, proposals);
  const predicted = await expert.model.predict(table, TARGETS, [RECIPE]);
  const { ranks } = await expert.model.novelty(table);
  return proposals.map((proposal, row) => {
    if (!proposal.predictions) return proposal;
    const factors = request.objectives.map(({ name }) => request.widening?.[name] ?? 1);
    const gp = proposal.predictions.map((one, k) => wider(one, 1 / factors[k]!));
    const own = gp.map((_, k) => predictionAt(predicted, row, k));
    const { predictions, generative } = mixed(expert, gp, own, ranks[row]!);
    return { ...proposal, generative, predictions: predictions.map((one, k) => wider(one, factors[k]!)) };
  });
}

function recipesOf({ space }: PlanRequest, proposals: readonly Proposal[]): Table {
  const layout = layOut(space);
  return {
    rowCount: proposals.length,
    recipes: Float64Array.from(proposals.flatMap(({ parameters }) => [...toVector(layout, parameters)])),
    values: {},
    sources: new Int32Array(proposals.length),
    groups: Int32Array.from(proposals.keys()),
  };
}

function predictionAt(
  { quantities, mean, aleatoric, epistemic }: DomainPrediction,
  row: number,
  k: number,
): Prediction {
  const at = row * quantities.length + k;
  return { mean: mean[at]!, sdModel: Math.sqrt(epistemic[at]!), sdNoise: Math.sqrt(aleatoric[at]!) };
}

function mixed(
  { modelHash, dataHash, engine, rows, weighings }: SecondExpert,
  gp: readonly Prediction[],
  own: readonly Prediction[],
  novelty: number,
): { readonly predictions: readonly Prediction[]; readonly generative: SecondOpinion } {
  const weights = weighings.map((one) => one.weights);
  const generative: SecondOpinion = {
    ...{ modelHash, dataHash, engine, rows, novelty },
    experts: [
      { expert: 'Gaussian process', weights: weights.map(([first]) => first), predictions: gp },
      { expert: 'generative model', weights: weights.map(([, second]) => second), predictions: own },
    ],
  };
  return { predictions: gp.map((one, k) => mixPredictions([one, own[k]!], weights[k]!)), generative };
}
