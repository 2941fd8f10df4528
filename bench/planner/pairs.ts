import type { TraceRun } from '../../planner/backtest/result.js';
import type { OwnRun, Row } from './report.js';

/** Our runs of a reference's problem, each with that of the reference from the same initial design. */
export function pairsOf(
  reference: Row,
  rows: readonly Row[],
): { readonly ours: OwnRun; readonly theirs: TraceRun }[] {
  const own = rows.find(
    ({ problem, method, own: isOwn }) => isOwn && problem === reference.problem && method === 'interphase',
  );
  return (own?.runs ?? []).flatMap((ours) => {
    const theirs = reference.runs.find(({ seed }) => seed === ours.seed);
    return theirs ? [{ ours, theirs }] : [];
  });
}
