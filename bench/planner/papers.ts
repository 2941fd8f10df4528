/** Predictions for laboratories not seen before: conductivities by paper (CALiSol-23), with and without a bias of papers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRng, shuffled } from '../../core/rng.js';
import { fitSurrogate } from '../../planner/sources/fit-surrogate.js';
import type { GaussianProcess } from '../../planner/surrogate/gp.js';
import { defaultPriors } from '../../planner/surrogate/hyperparameters.js';
import type { SourcedRow } from '../../planner/surrogate/structure.js';
import { StructuredGp } from '../../planner/surrogate/structured-gp.js';

/** A row of the table: `value` is log10 of the conductivity. */
export interface PaperRow extends SourcedRow {
  readonly source: string;
}

/** How well intervals hold on papers that were not learned from. */
export interface PaperScore {
  readonly rmse: number;
  /** Share of values within the 90 % interval. */
  readonly coverage90: number;
  /** Mean negative log density, of the standardised value. */
  readonly logLoss: number;
}

const LABELS = 300;
const MOST_OF_A_PAPER = 25;
const MOST_TESTED = 600;

/** Temperature, log concentration, one column a salt, solvent fractions; standardised, clipped at 6 and over 4. */
export function readPapers(data: string): PaperRow[] {
  const [header, ...lines] = readFileSync(join(data, 'calisol23', 'CALiSol-23_Dataset.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const column = (name: string): number => header!.indexOf(name);
  const solvents = header!.slice(column('EC')).map((_, k) => column('EC') + k);
  const salts = [...new Set(lines.map((cells) => cells[column('salt')]!))].sort();
  const raw = lines.map((cells) => ({
    source: cells[0]!,
    value: Math.log10(Number(cells[column('k')])),
    inputs: [
      Number(cells[column('T')]),
      Math.log(Number(cells[column('c')]) + 0.01),
      ...salts.map((salt) => (cells[column('salt')] === salt ? 1 : 0)),
      ...solvents.map((k) => Number(cells[k])),
    ],
  }));
  const sound = raw.filter(({ value, inputs }) => Number.isFinite(value) && inputs.every(Number.isFinite));
  const scales = sound[0]!.inputs.map((_, k) => momentsOf(sound.map(({ inputs }) => inputs[k]!)));
  return sound.map(({ source, value, inputs }) => ({
    ...{ source, value, extraNoiseVariance: 0 },
    features: Float64Array.from(inputs, (x, k) => {
      const z = (x - scales[k]!.mean) / scales[k]!.sd;
      return Math.max(-6, Math.min(6, z)) / 4;
    }),
  }));
}

/** One split by papers: three quarters to learn from, the rest to be predicted. */
export function scorePapers(rows: readonly PaperRow[], split: number, knowsPapers: boolean): PaperScore {
  const rng = seededRng(`papers ${split}`);
  const papers = shuffled([...new Set(rows.map(({ source }) => source))], rng);
  const seen = new Set(papers.slice(0, Math.round(0.75 * papers.length)));
  const lesson = shuffled([...seen], rng).flatMap((paper) =>
    shuffled(
      rows.filter(({ source }) => source === paper),
      rng,
    ).slice(0, MOST_OF_A_PAPER),
  );
  const labels = shuffled(lesson, rng).slice(0, LABELS);
  const test = shuffled(
    rows.filter(({ source }) => !seen.has(source)),
    rng,
  ).slice(0, MOST_TESTED);
  const priors = defaultPriors(rows[0]!.features.length);
  const known = knowsPapers ? labels : labels.map(({ source: _, ...row }) => row);
  const model = fitSurrogate(known, { priors, lowFidelity: new Set() });
  return scoreOf(model, test);
}

function scoreOf(model: GaussianProcess, test: readonly PaperRow[]): PaperScore {
  const errors = test.map(({ features, value }) => {
    const { mean, variance } = predicted(model, features);
    return { error: (value - mean) / model.unit, variance: variance / model.unit ** 2 };
  });
  const average = (of: (one: { error: number; variance: number }) => number): number =>
    errors.reduce((sum, one) => sum + of(one), 0) / errors.length;
  return {
    rmse: Math.sqrt(average(({ error }) => error ** 2)),
    coverage90: average(({ error, variance }) => (Math.abs(error) <= 1.645 * Math.sqrt(variance) ? 1 : 0)),
    logLoss: average(
      ({ error, variance }) => 0.5 * (Math.log(2 * Math.PI * variance) + error ** 2 / variance),
    ),
  };
}

function predicted(model: GaussianProcess, features: Float64Array): { mean: number; variance: number } {
  if (model instanceof StructuredGp) {
    const { mean, modelVariance, sourceVariance, noiseVariance } = model.measurement(features, {
      source: 'another',
    });
    return { mean, variance: modelVariance + sourceVariance + noiseVariance };
  }
  const { mean, variance } = model.posterior([features]);
  return { mean: mean[0]!, variance: variance[0]! + model.noiseVariance };
}

function momentsOf(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return { mean, sd: sd > 0 ? sd : 1 };
}
