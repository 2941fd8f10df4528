/** Atomic shares of a film from a photoelectron survey, whose signals are made to sum to one. */
import type { Ground } from '../figure.js';
import type { Rows } from '../series.js';

export interface Signal {
  readonly element: string;
  /** Share of the survey's signal as stated, 0 to 1. */
  readonly value: number;
  /** Standard uncertainty of this element's own signal, before all were made to sum to one. */
  readonly sd: number;
}

export interface Share {
  readonly element: string;
  /** 0 to 1. */
  readonly value: number;
  readonly standardUncertainty: number;
}

/** Shares that miss 1 by more than this were not normalised, or an element is missing. */
const SUM_TOLERANCE = 0.05;

export interface Survey {
  readonly signals: readonly Signal[];
  /** `invalid` with row and column of what is no share; `suspect` when the shares do not sum to one. */
  readonly ground: Ground;
}

/**
 * @param composition rows `elementIndex, atomicFraction, atomicFractionSd`
 * @param elements the symbols that `elementIndex` counts, from 0
 */
export function readSurvey({ columns, rows }: Rows, elements: readonly string[]): Survey {
  const place = (name: string): number => columns.indexOf(name);
  const [index, fraction, sd] = [place('elementIndex'), place('atomicFraction'), place('atomicFractionSd')];
  const problems = rows.flatMap((row, k) => {
    const where = (name: string, value: unknown, expected: string): string =>
      `row ${k}, column ${name}: ${String(value)}, expected ${expected}`;
    if (elements[row[index]!] === undefined)
      return [where('elementIndex', row[index], `0 to ${elements.length - 1}`)];
    if (!isShare(row[fraction])) return [where('atomicFraction', row[fraction], '0 to 1')];
    return isShare(row[sd]) ? [] : [where('atomicFractionSd', row[sd], '0 to 1')];
  });
  if (problems.length > 0)
    return { signals: [], ground: { quality: 'invalid', reason: problems.join('; ') } };
  const signals = rows.map((row) => ({
    element: elements[row[index]!]!,
    value: row[fraction]!,
    sd: row[sd]!,
  }));
  return { signals, ground: sumGround(signals) };
}

function isShare(value: number | undefined): boolean {
  return value !== undefined && value >= 0 && value <= 1;
}

function sumGround(signals: readonly Signal[]): Ground {
  const total = totalOf(signals);
  if (!(total > 0)) return { quality: 'invalid', reason: 'no signal in the survey' };
  return Math.abs(total - 1) <= SUM_TOLERANCE
    ? { quality: 'valid', reason: '' }
    : { quality: 'suspect', reason: `atomic fractions sum to ${total.toPrecision(3)}` };
}

/**
 * Signals divided by their sum. Errors of one signal then move every share: with `p = r / sum(r)` the covariance is
 * `J diag(s²) Jᵀ`, `J_ij = (d_ij - p_i) / sum(r)` (JCGM 102:2011, 6.2), of which this takes the diagonal. Given some of
 * the elements, such as all but carbon, the shares are among these.
 */
export function closedShares(signals: readonly Signal[]): Share[] {
  const total = totalOf(signals);
  const squares = signals.reduce((sum, { sd }) => sum + sd * sd, 0);
  return signals.map(({ element, value, sd }) => {
    const share = value / total;
    const variance = (1 - share) ** 2 * sd * sd + share ** 2 * (squares - sd * sd);
    return { element, value: share, standardUncertainty: Math.sqrt(Math.max(0, variance)) / total };
  });
}

/** Covariance of two different closed shares, with the symbols of `closedShares`; mostly negative. */
export function closedCovariance(signals: readonly Signal[], first: number, second: number): number {
  const total = totalOf(signals);
  const share = (k: number): number => signals[k]!.value / total;
  const [p, q] = [share(first), share(second)];
  const sum = signals.reduce(
    (all, { sd }, k) => all + ((k === first ? 1 : 0) - p) * ((k === second ? 1 : 0) - q) * sd * sd,
    0,
  );
  return sum / total ** 2;
}

function totalOf(signals: readonly Signal[]): number {
  return signals.reduce((sum, { value }) => sum + value, 0);
}
