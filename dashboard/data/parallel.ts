/** Recipes as lines over parallel axes, one axis for each part of the recipe that varies, and the outcome as the last. */
import { DASH, parameterName, phrase, plain, unit, words } from './format.js';
import { cameOut, type Limit, type Report, type ReportedExperiment } from './report.js';

export interface ParallelAxis {
  /** What it is, from where to where, with its unit. */
  readonly label: string;
  /** Place of an experiment on it, 0 to 1; undefined where it has no value. */
  readonly at: (experiment: ReportedExperiment) => number | undefined;
}

export interface ParallelLine {
  readonly experiment: ReportedExperiment;
  /** 1 is the best; undefined without a result, or with one out of bounds. */
  readonly rank: number | undefined;
  /** 0 for the best quarter to 3; of what has a result out of bounds, or a limit alone, 3. Undefined for a failure. */
  readonly quarter: 0 | 1 | 2 | 3 | undefined;
  /** Of a cell that was ended early: on which side of its place on the outcome it would lie. */
  readonly side: Limit['side'] | undefined;
  /** For whoever points at it or listens. */
  readonly told: string;
}

export interface Parallel {
  /** Of the recipe. */
  readonly axes: readonly ParallelAxis[];
  readonly outcome: ParallelAxis;
  /** The best last, so that it lies on top. */
  readonly lines: readonly ParallelLine[];
  readonly ranked: number;
  readonly outOfBounds: number;
  readonly endedEarly: number;
  /** What all recipes have in common, as phrases. */
  readonly same: readonly string[];
}

/** Of the experiments that have ended with a result or failed. */
export function parallelOf(report: Report, objective: number): Parallel {
  const shown = report.experiments.filter(
    ({ failure, results }) => failure !== null || valueAt(results, objective) !== undefined,
  );
  const names = [...new Set(shown.flatMap(({ parameters }) => Object.keys(parameters)))];
  const varies = (name: string): boolean => new Set(shown.map(({ parameters }) => parameters[name])).size > 1;
  const axes = names.filter(varies).map((name) => axisOf(name, shown, unitOf(report, name)));
  const ranks = ranksOf(report, shown, objective);
  const lines = shown.map((experiment) => lineOf(report, experiment, objective, ranks));
  return {
    axes,
    outcome: outcomeAxis(report, shown, objective),
    lines: lines.sort((a, b) => (b.rank ?? Infinity) - (a.rank ?? Infinity) || 0),
    ranked: ranks.size,
    outOfBounds: lines.filter((line) => isOutOfBounds(line, objective)).length,
    endedEarly: lines.filter(({ side }) => side !== undefined).length,
    same: names.filter((name) => !varies(name)).map((name) => valueOf(report, shown[0]!, name)),
  };
}

/** What was measured, or its limit. */
function valueAt(results: ReportedExperiment['results'], objective: number): number | undefined {
  const result = results[objective];
  return result?.observed?.value ?? result?.limit?.value;
}

function isOutOfBounds({ experiment: { results, broken } }: ParallelLine, objective: number): boolean {
  return results[objective]?.observed != null && broken.length > 0;
}

function unitOf({ units = {} }: Report, name: string): string {
  return unit(units[name] ?? '');
}

function valueOf(report: Report, { parameters }: ReportedExperiment, name: string): string {
  const value = parameters[name];
  const text = value === undefined ? DASH : typeof value === 'number' ? plain(value, 3) : value;
  return `${parameterName(name)} ${text} ${unitOf(report, name)}`.trim();
}

function axisOf(name: string, shown: readonly ReportedExperiment[], ucum: string): ParallelAxis {
  const values = shown.flatMap(({ parameters }) => parameters[name] ?? []);
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length < values.length) {
    const levels = [...new Set(values.map(String))].sort();
    const place = (value: string): number => levels.indexOf(value) / Math.max(1, levels.length - 1);
    return {
      label: `${parameterName(name)}: ${levels.join(' · ')}`,
      at: ({ parameters }) => (parameters[name] === undefined ? undefined : place(String(parameters[name]))),
    };
  }
  const read = ({ parameters }: ReportedExperiment): number | undefined => parameters[name] as number | undefined;
  return numberAxis(parameterName(name), numbers, ucum, read);
}

function outcomeAxis(report: Report, shown: readonly ReportedExperiment[], objective: number): ParallelAxis {
  const { quantity, unit: ucum, direction } = report.objectives[objective]!;
  const read = ({ results }: ReportedExperiment): number | undefined => valueAt(results, objective);
  const values = shown.flatMap((experiment) => read(experiment) ?? []);
  const axis = numberAxis(words(quantity), values, unit(ucum), read);
  return { ...axis, label: `${axis.label}, best ${direction === 'maximise' ? 'right' : 'left'}` };
}

function numberAxis(
  name: string,
  values: readonly number[],
  ucum: string,
  read: (experiment: ReportedExperiment) => number | undefined,
): ParallelAxis {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const span = greatest - least;
  const ends = values.length === 0 ? DASH : `${plain(least, 3)} to ${plain(greatest, 3)} ${ucum}`.trim();
  return {
    label: `${name}, ${ends}`,
    at: (experiment) => {
      const value = read(experiment);
      return value === undefined ? undefined : span > 0 ? (value - least) / span : 0.5;
    },
  };
}

/** By id; the best is 1. */
function ranksOf(report: Report, shown: readonly ReportedExperiment[], objective: number): Map<string, number> {
  const sign = report.objectives[objective]!.direction === 'minimise' ? 1 : -1;
  const ranked = shown
    .filter(({ results, broken }) => results[objective]?.observed != null && broken.length === 0)
    .sort((a, b) => sign * (a.results[objective]!.observed!.value - b.results[objective]!.observed!.value));
  return new Map(ranked.map(({ id }, k) => [id, k + 1]));
}

function lineOf(
  report: Report,
  experiment: ReportedExperiment,
  objective: number,
  ranks: ReadonlyMap<string, number>,
): ParallelLine {
  const { id, status, failure, parameters, results, broken } = experiment;
  const rank = ranks.get(id);
  const hasCome = valueAt(results, objective) !== undefined;
  const { quantity, unit: ucum } = report.objectives[objective]!;
  const outcome = hasCome
    ? `${words(quantity)} ${cameOut(results[objective]!)} ${unit(ucum)}`
    : `${status}: ${words(failure?.cause ?? '')}`;
  const place = rank === undefined ? broken.map(phrase) : [`rank ${rank} of ${ranks.size}`];
  const recipe = Object.keys(parameters).map((name) => valueOf(report, experiment, name));
  return {
    ...{ experiment, rank, told: [outcome, ...place, ...recipe].join(' · ') },
    quarter: hasCome ? quarterOf(rank, ranks.size) : undefined,
    side: results[objective]?.limit?.side,
  };
}

function quarterOf(rank: number | undefined, of: number): 0 | 1 | 2 | 3 {
  if (rank === undefined) return 3;
  return Math.min(3, Math.floor((4 * (rank - 1)) / of)) as 0 | 1 | 2 | 3;
}
