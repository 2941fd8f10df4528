import { PlannerError } from '../../planner-error.js';
import type { Space } from '../../space/space.js';

/**
 * Numbers that belong together and are measured together. `target` domains are what recipes are wanted for; `measured`
 * ones are seen on the way. A `bernoulli` quantity lies in 0..1: 1 success, 0 failure, 0.5 undecided.
 */
export interface DomainSpec {
  readonly name: string;
  readonly kind: 'gaussian' | 'bernoulli';
  readonly role: 'measured' | 'target';
  readonly quantities: readonly string[];
}

/**
 * What the generative model is about: recipes of a space and the domains that are independent of one another once the
 * state of the interphase is known. Quantities are modelled as they are given: take logarithms or logits first.
 */
export interface Schema {
  readonly space: Space;
  readonly domains: readonly DomainSpec[];
  /** Instruments, simulators or papers that rows come from; each may have its own bias and noise. At least one. */
  readonly sources: readonly string[];
}

/** The domain of recipes: the variables of the space. Every schema has it. */
export const RECIPE = 'recipe';

/** @throws PlannerError `bad-request`, naming what is wrong. */
export function assertSchema({ domains, sources }: Schema): void {
  const names = [RECIPE, ...domains.map(({ name }) => name)];
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined) throw wrong(`the domain ${twice} is given twice`);
  if (sources.length === 0) throw wrong('expected at least one source');
  for (const { name, kind, role, quantities } of domains) {
    if (quantities.length === 0) throw wrong(`the domain ${name} has no quantities`);
    if (kind === 'bernoulli' && role === 'target') throw wrong(`the outcome ${name} cannot be a target`);
  }
}

function wrong(message: string): PlannerError {
  return new PlannerError('bad-request', `schema of the generative model: ${message}`);
}
