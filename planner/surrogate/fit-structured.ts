import { MOST_TO_LEARN_FROM } from '../choices.js';
import { minimise } from '../linalg/lbfgs.js';
import { moments } from './fit-gp.js';
import type { Hyperparameters, Priors } from './hyperparameters.js';
import { startingPoints } from './hyperparameters.js';
import type { SourcedRow, Structure } from './structure.js';
import { exemplary } from './exemplary.js';
import { structureOf, tagsOf } from './structure.js';
import type { StructuredRows } from './structured-covariance.js';
import { StructuredGp } from './structured-gp.js';
import {
  packStructured,
  structuredPriors,
  structuredStart,
  unpackStructured,
} from './structured-hyperparameters.js';
import type { StructuredHyperparameters } from './structured-hyperparameters.js';
import { structuredObjective } from './structured-objective.js';

export interface StructuredFit {
  readonly priors: Priors;
  /** Sources with a discrepancy function of their own. */
  readonly lowFidelity: ReadonlySet<string>;
  /** Of an earlier fit: where to start, if it was of the same groups, or beside the prior's centre. */
  readonly start?: Hyperparameters | undefined;
}

/**
 * Maximum a posteriori fit of a model of several origins. Values are standardised by those of the sources that count,
 * lest a cheap source in another unit set the scale.
 */
export function fitStructured(rows: readonly SourcedRow[], options: StructuredFit): StructuredGp {
  const { priors, lowFidelity, start } = options;
  const d = rows[0]!.features.length;
  const structure = structureOf(rows, lowFidelity);
  const counting = rows.filter(({ source }) => source === undefined || !lowFidelity.has(source));
  const { offset, unit } = moments((counting.length > 1 ? counting : rows).map(({ value }) => value));
  const dataOf = (some: readonly SourcedRow[]): StructuredRows => ({
    features: some.map(({ features }) => features),
    values: Float64Array.from(some, ({ value }) => (value - offset) / unit),
    extraNoise: Float64Array.from(some, ({ extraNoiseVariance }) => extraNoiseVariance / unit ** 2),
    tags: tagsOf(structure, some),
  });
  const lesson = dataOf(lessonOf(rows, lowFidelity));
  const objective = structuredObjective(lesson, structure, structuredPriors(priors, d, structure));
  const from = (common: Hyperparameters): Float64Array =>
    packStructured(structuredStart(priors, d, structure, common));
  const starts = isStructured(start, structure)
    ? [[packStructured(start)]]
    : [startingPoints(priors, d).map(from), ...(start ? [[from(start)]] : [])];
  const fits = starts.map((some) => minimise(objective, some, { valueTolerance: 1e-5 }));
  const best = fits.reduce((a, b) => (b.value < a.value ? b : a));
  return new StructuredGp(dataOf(rows), unpackStructured(best.x, d, structure), offset, unit, structure);
}

/** Of either fidelity: see `exemplary`. */
function lessonOf(rows: readonly SourcedRow[], lowFidelity: ReadonlySet<string>): readonly SourcedRow[] {
  const { high, low } = MOST_TO_LEARN_FROM;
  const isCheap = ({ source }: SourcedRow): boolean => source !== undefined && lowFidelity.has(source);
  const truths = rows.filter((row) => !isCheap(row));
  return [...exemplary(truths, high), ...exemplary(rows.filter(isCheap), low)];
}

function isStructured(
  start: Hyperparameters | undefined,
  { lowFidelity, noises }: Structure,
): start is StructuredHyperparameters {
  if (!start || !('discrepancies' in start)) return false;
  const { discrepancies, logNoiseRatios } = start as StructuredHyperparameters;
  return discrepancies.length === lowFidelity.length && logNoiseRatios.length === noises.length;
}
