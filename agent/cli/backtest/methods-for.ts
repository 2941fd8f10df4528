/** Which methods a subject is given to. */
import { InvalidArgumentError } from 'commander';
import { METHOD_NAMES, whyNot, type MethodName } from '../../../planner/backtest/methods.js';
import type { Space } from '../../../planner/space/space.js';

/**
 * Those that were asked for; else all that can search the space, with what is to be said of the others.
 * @throws {InvalidArgumentError} one that was asked for cannot
 */
export function methodsFor(
  space: Space,
  asked: readonly MethodName[] | undefined,
): { readonly methods: readonly MethodName[]; readonly notes: readonly string[] } {
  const judged = (asked ?? METHOD_NAMES).map((method) => ({ method, why: whyNot(method, space) }));
  const unfit = judged.filter(({ why }) => why !== undefined);
  if (asked && unfit[0]) {
    throw new InvalidArgumentError(`${unfit[0].method} cannot be tried, leave it out: ${unfit[0].why}.`);
  }
  return {
    methods: judged.flatMap(({ method, why }) => (why === undefined ? [method] : [])),
    notes: unfit.map(({ method, why }) => `${method} was left out: ${why}`),
  };
}
