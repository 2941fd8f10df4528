import { MOST_TO_LEARN_FROM } from '../choices.js';
import { minimise } from '../linalg/lbfgs.js';
import { PlannerError } from '../planner-error.js';
import type { GpRows } from './covariance.js';
import { exemplary } from './exemplary.js';
import { GaussianProcess } from './gp.js';
import type { Hyperparameters, Priors } from './hyperparameters.js';
import { defaultPriors, pack, packedPriors, startingPoints, unpack } from './hyperparameters.js';
import { mapObjective } from './map-objective.js';

/** What is to be learned. Values and extra noise variances in any unit; features on roughly the unit cube. */
export interface GpData {
  readonly features: readonly Float64Array[];
  readonly values: readonly number[];
  /** Known variance of each value beside the learned noise; none when absent. */
  readonly extraNoiseVariances?: readonly number[];
}

export interface FitOptions {
  readonly priors?: Priors;
  /** Hyperparameters of an earlier fit, where the search then begins. */
  readonly start?: Hyperparameters;
  /** Values are shifted and scaled to mean 0, sd 1 (default); `false` keeps them, for labels of -1 and 1. */
  readonly standardise?: boolean;
}

/**
 * Maximum a posteriori fit. Of many rows the hyperparameters are learned from exemplary ones; the model holds them all.
 * @throws PlannerError `bad-request` on empty or uneven data or a value that is not finite.
 */
export function fitGp(data: GpData, options: FitOptions = {}): GaussianProcess {
  checkData(data);
  const { offset, unit } = options.standardise === false ? { offset: 0, unit: 1 } : moments(data.values);
  const rows: GpRows = {
    features: data.features,
    values: Float64Array.from(data.values, (value) => (value - offset) / unit),
    extraNoise: Float64Array.from(data.values, (_, i) => (data.extraNoiseVariances?.[i] ?? 0) / unit ** 2),
  };
  const d = data.features[0]!.length;
  const priors = options.priors ?? defaultPriors(d);
  const objective = mapObjective(lessonOf(rows), packedPriors(priors, d));
  const starts = options.start ? [options.start] : startingPoints(priors, d);
  const best = minimise(objective, starts.map(pack), { valueTolerance: 1e-5 });
  return new GaussianProcess(rows, unpack(best.x), offset, unit);
}

/** Exemplary rows of many: see `exemplary`. */
function lessonOf({ features, values, extraNoise }: GpRows): GpRows {
  const chosen = exemplary([...features.keys()], MOST_TO_LEARN_FROM.high);
  return {
    features: chosen.map((i) => features[i]!),
    values: Float64Array.from(chosen, (i) => values[i]!),
    extraNoise: Float64Array.from(chosen, (i) => extraNoise[i]!),
  };
}

function checkData({ features, values, extraNoiseVariances }: GpData): void {
  const d = features[0]?.length ?? 0;
  const sound =
    d > 0 &&
    features.length === values.length &&
    features.every((row) => row.length === d && row.every(Number.isFinite)) &&
    values.every(Number.isFinite) &&
    (extraNoiseVariances?.every((v) => v >= 0 && Number.isFinite(v)) ?? true);
  if (sound) return;
  throw new PlannerError(
    'bad-request',
    `a model needs at least one row, one finite value per row, equal numbers of features and variances >= 0; got ${features.length} rows, ${values.length} values`,
  );
}

/** Of the largest value: what rounding leaves between equal ones. */
const ROUNDING = 1e-12;

/** Mean and standard deviation; 1 for the latter where all values are equal. */
export function moments(values: readonly number[]): { offset: number; unit: number } {
  // Squares of the largest numbers would be infinite.
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const mean = values.reduce((sum, value) => sum + value / scale, 0) / values.length;
  const spread = values.reduce((sum, value) => sum + (value / scale - mean) ** 2, 0);
  const sd = Math.sqrt(spread / Math.max(1, values.length - 1));
  return { offset: scale * mean, unit: sd > ROUNDING ? scale * sd : 1 };
}
