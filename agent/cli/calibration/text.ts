/** Scores of predictions as tables for people. */
import type { Calibration, ScoredForecasts } from '../../../planner/calibration/report.js';
import { isInBand, type Coverage } from '../../../planner/calibration/coverage.js';
import { formatTable, type Column } from '../table.js';

export interface CalibrationResult {
  readonly about: string;
  /** By quantity, where it is known. */
  readonly units: Readonly<Record<string, string>>;
  readonly parts: readonly (Calibration & { readonly name: string })[];
  readonly notes: readonly string[];
}

/** Whether predictions of any quantity were too narrow, all of them together: one instrument of many is by chance. */
export function isTooSure({ parts }: CalibrationResult): boolean {
  return parts.some(({ forecasts }) => judged(forecasts).some(({ verdict }) => verdict.finding === 'narrow'));
}

/** Of those of one source or instrument nothing is said. */
function judged(forecasts: readonly ScoredForecasts[]): readonly ScoredForecasts[] {
  return forecasts.filter(({ among }) => among === 'all');
}

export function toText({ about, units, parts, notes }: CalibrationResult): string {
  return [
    about,
    ...parts.flatMap(({ name, forecasts, chances }) => [
      '',
      `${name}:`,
      ...(forecasts.length === 0
        ? ['  nothing yet: a model needs two results']
        : [forecastTable(forecasts, units)]),
      ...judged(forecasts).map((one) => `  ${verdictInWords(one)}`),
      ...(chances.length === 0 ? [] : ['', chanceTable(chances)]),
    ]),
    ...(notes.length === 0 ? [] : ['', ...notes.map((note) => `note: ${note}`)]),
    '',
    'inside 50 %: share of the results in the central 50 % interval foretold, in brackets where 95 % of such shares lie when the',
    'intervals are right, ! outside of that; z²: mean squared z-score, 1 is right; CRPS: continuous ranked probability score, of',
    'which skill is saved against always foretelling the mean; ENCE: expected normalised calibration error, 0 is right.',
  ].join('\n');
}

const right = (title: string): Column => ({ title, align: 'right' });

function forecastTable(forecasts: readonly ScoredForecasts[], units: CalibrationResult['units']): string {
  const levels = forecasts[0]!.coverage.map(({ level }) => right(`inside ${percent(level)}`));
  const columns = [
    { title: 'quantity' },
    { title: 'among' },
    right('n'),
    ...levels,
    ...['z²', 'CRPS', 'skill', 'ENCE', 'width of 90 %'].map(right),
    { title: 'unit' },
  ];
  return formatTable(
    columns,
    forecasts.map((one) => [
      one.quantity,
      one.among,
      String(one.n),
      ...one.coverage.map(coverageCell),
      one.meanSquaredZ.toFixed(2),
      one.rankedProbabilityScore.toPrecision(3),
      Number.isNaN(one.skill) ? '-' : one.skill.toFixed(2),
      one.normalisedError?.toFixed(2) ?? '-',
      one.sharpness.toPrecision(3),
      units[one.quantity] ?? '',
    ]),
  );
}

function coverageCell(coverage: Coverage): string {
  const { inside, band } = coverage;
  const mark = isInBand(coverage) ? '' : '!';
  return `${mark}${(100 * inside).toFixed(0)} [${(100 * band[0]).toFixed(0)}, ${(100 * band[1]).toFixed(0)}]`;
}

function verdictInWords({ quantity, verdict: { coverage, finding, widening } }: ScoredForecasts): string {
  switch (finding) {
    case 'few':
      return `${quantity}: too few results to judge`;
    case 'calibrated':
      return `${quantity}: nothing against the predictions`;
    case 'wide':
      return `${quantity}: predictions are wider than they need be; they are left so`;
    case 'narrow':
      return `${quantity}: predictions are too sure, ${percent(coverage.inside)} inside ${percent(coverage.level)}: widened by ${widening.toFixed(2)}`;
  }
}

function chanceTable(chances: Calibration['chances']): string {
  const columns = [
    { title: 'chance of passing' },
    right('n'),
    right('Brier'),
    right('of the base rate'),
    { title: 'given -> came, by fifths' },
  ];
  return formatTable(
    columns,
    chances.map(({ name, n, brier, brierOfBaseRate, reliability }) => [
      name,
      String(n),
      brier.toFixed(3),
      brierOfBaseRate.toFixed(3),
      reliability
        .map(({ given, came, n: count }) => `${given.toFixed(2)} -> ${came.toFixed(2)} (${count})`)
        .join('  '),
    ]),
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
