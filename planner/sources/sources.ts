import { PlannerError } from '../planner-error.js';
import type { Source } from '../planner.js';

/**
 * The sources of low fidelity.
 * @throws PlannerError `bad-request` when a cost is not above 0, a name comes twice or no source is of high fidelity.
 */
export function lowFidelityOf(sources: readonly Source[] | undefined): ReadonlySet<string> {
  if (sources) assertSources(sources);
  return new Set((sources ?? []).filter(({ fidelity }) => fidelity === 'low').map(({ name }) => name));
}

/** A log Bayes factor of 3, or 20 to 1, is commonly called strong (Kass and Raftery, JASA 1995). */
export const STRONG = 3;

/** Whether a value comes from a source of low fidelity; one without a source never does. */
export function isLow(lowFidelity: ReadonlySet<string>, source: string | undefined): boolean {
  return source !== undefined && lowFidelity.has(source);
}

/** The cheapest source of high fidelity: where the objective itself is measured. */
export function targetOf(sources: readonly Source[]): Source {
  return sources.filter(({ fidelity }) => fidelity === 'high').reduce((a, b) => (b.cost < a.cost ? b : a));
}

function assertSources(sources: readonly Source[]): void {
  const names = sources.map(({ name }) => name);
  const faults = [
    ...sources
      .filter(({ cost }) => !(cost > 0 && Number.isFinite(cost)))
      .map(({ name, cost }) => `${name} costs ${cost}, expected a number above 0`),
    ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => `${name} is listed twice`),
    ...(sources.some(({ fidelity }) => fidelity === 'high') ? [] : ['none is of high fidelity']),
  ];
  if (faults.length === 0) return;
  throw new PlannerError('bad-request', `the sources cannot be used: ${faults.join('; ')}`, { faults });
}
