/** A campaign as the agent reports it (`GET status`): what was predicted, what came out, what failed and why. */
import { number, phrase, withSd, words } from './format.js';

export interface Predicted {
  readonly mean: number;
  readonly sd: number;
}

export interface Observed {
  readonly value: number;
  readonly sd: number;
}

/** The value itself would lie above or below this. */
export interface Limit {
  readonly value: number;
  readonly side: 'above' | 'below';
}

export interface CameOut {
  readonly observed: Observed | null;
  /** Of a cell that was ended early, in place of what it would have shown at its end. */
  readonly limit?: Limit;
}

export interface Result extends CameOut {
  readonly predicted: Predicted | null;
  readonly zScore: number | null;
}

export interface Failure {
  readonly stage: string;
  readonly category: string;
  readonly attribution: string;
  readonly cause: string;
  readonly evidence: string;
  readonly jobId?: string;
}

export interface ReportedExperiment {
  readonly id: string;
  readonly attempt: number;
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly reason: string;
  readonly results: readonly Result[];
  readonly broken: readonly string[];
  readonly status: 'running' | 'completed' | 'failed' | 'aborted';
  readonly failure: Failure | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

export interface Objective {
  readonly quantity: string;
  readonly unit: string;
  readonly direction: 'maximise' | 'minimise';
}

export interface Report {
  readonly campaign: string;
  readonly objectives: readonly Objective[];
  readonly experiments: readonly ReportedExperiment[];
  /** UCUM units of what recipes are made of, by name; an agent from before does not tell them. */
  readonly units?: Readonly<Record<string, string>>;
  readonly best: readonly { readonly id: string; readonly values: readonly number[] }[];
  readonly failures: Readonly<Record<string, number>>;
  readonly labTimeS: number;
}

/** As `94.6 ± 0.5`, or `below 95.91` for a cell that was ended early. */
export function cameOut({ observed, limit }: CameOut): string {
  return limit ? `${limit.side} ${number(limit.value)}` : withSd(observed?.value, observed?.sd);
}

/** How it ended, with what was found on it and what of it is out of bounds. */
export function endOf({
  status,
  failure,
  broken,
}: Pick<ReportedExperiment, 'status' | 'failure' | 'broken'>): string {
  const found = [...(failure ? [words(failure.cause)] : []), ...broken.map(phrase)];
  return found.length === 0 ? status : `${status}: ${found.join('; ')}`;
}

/** Events after which a report reads otherwise. */
export function changesReport(kind: string): boolean {
  return kind === 'experiment.started' || kind === 'experiment.ended' || kind === 'observation.made';
}

/** Best of one objective after each experiment, in their order; undefined until there is one. Experiments out of bounds do not count. */
export function bestSoFar(report: Report, objective: number): (number | undefined)[] {
  const sign = report.objectives[objective]?.direction === 'minimise' ? -1 : 1;
  let best: number | undefined;
  return report.experiments.map(({ results, broken }) => {
    const value = results[objective]?.observed?.value;
    if (value !== undefined && broken.length === 0 && (best === undefined || sign * value > sign * best))
      best = value;
    return best;
  });
}
