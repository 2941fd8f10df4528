import type { History } from '../history.js';
import { PlannerError } from '../planner-error.js';
import type { PlanRequest, Source } from '../request.js';

/**
 * The sources of low fidelity.
 * @throws PlannerError `bad-request` when a cost is not above 0, a name comes twice, no source is of high fidelity, or
 * there are several objectives and more than one source to choose from.
 */
export function lowFidelityOf({
  sources = [],
  lowFidelity = [],
  objectives,
}: Pick<PlanRequest, 'sources' | 'lowFidelity' | 'objectives'>): ReadonlySet<string> {
  if (sources.length > 0) assertSources(sources, objectives.length);
  return new Set(lowNames(sources, lowFidelity));
}

/** Of sources that may be asked, those of low fidelity, and others that are known to be. */
export function lowNames(sources: readonly Source[], known: readonly string[]): string[] {
  const offered = sources.filter(({ fidelity }) => fidelity === 'low').map(({ name }) => name);
  return [...offered, ...known];
}

/** The laboratory whose values have no source, where those of others have one: that it is meant gives all others a bias. */
export const OWN: Source = { name: '', cost: 1, fidelity: 'high' };

/** Whether a value comes from a source of low fidelity; one without a source never does. */
export function isLow(lowFidelity: ReadonlySet<string>, source: string | undefined): boolean {
  return source !== undefined && lowFidelity.has(source);
}

/** The history of true values alone. */
export function withoutLow(history: History): History {
  const isTrue = ({ source }: { source?: string | undefined }): boolean =>
    !isLow(history.lowFidelity, source);
  return { ...history, measured: history.measured.filter(isTrue), pending: history.pending.filter(isTrue) };
}

/** The cheapest source of high fidelity: where the objective itself is measured. */
export function targetOf(sources: readonly Source[]): Source {
  return sources.filter(({ fidelity }) => fidelity === 'high').reduce((a, b) => (b.cost < a.cost ? b : a));
}

function assertSources(sources: readonly Source[], objectiveCount: number): void {
  const names = sources.map(({ name }) => name);
  const faults = [
    ...sources
      .filter(({ cost }) => !(cost > 0 && Number.isFinite(cost)))
      .map(({ name, cost }) => `${name} costs ${cost}, expected a number above 0`),
    ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => `${name} is listed twice`),
    ...(objectiveCount > 1 && sources.length > 1 ? [`they serve one objective, not ${objectiveCount}`] : []),
    ...(sources.some(({ fidelity }) => fidelity === 'high') ? [] : ['none is of high fidelity']),
  ];
  if (faults.length === 0) return;
  throw new PlannerError('bad-request', `the sources cannot be used: ${faults.join('; ')}`, { faults });
}
