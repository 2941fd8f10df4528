import { seededRng, shuffled } from '../../core/rng.js';
import { PlannerError } from '../planner-error.js';
import type { Proposal } from '../proposal.js';
import type { PlanRequest } from '../request.js';
import { layOut } from '../space/layout.js';
import { canonicalKey } from '../space/point.js';
import { OWN } from '../sources/sources.js';
import type { Parameters } from '../space/space.js';
import type { Choice, Chooser, Known } from './methods.js';
import type { Task } from './task.js';

/** Whoever plans: the planner in this thread, or its client. */
export type PlanFunction = (request: PlanRequest) => Promise<Proposal[]>;

/** The planner as a method: one proposal pending for the next, an answer for each before it is asked again. */
export function planWith(plan: PlanFunction, task: Task, seed: number): Chooser {
  return async (known, count) => {
    const wanted = Math.min(count, known.open?.length ?? count);
    if (wanted === 0) return { points: [] };
    try {
      return choiceOf(await plan(requestOf(task, known, { count: wanted, seed, n0: 0 })), task, known);
    } catch (error) {
      const fault = error instanceof PlannerError ? error.fault : undefined;
      // The space-filling design looks at a few rows by lot and may meet known ones only.
      if (fault === 'exhausted') return { points: rowsByLot(known.open ?? [], wanted, seed) };
      if (fault !== 'numerical') throw error;
      // Everything pending or known counts towards n0: beyond it the space is filled, without a model.
      const filling = requestOf(task, known, { count: wanted, seed, n0: Number.MAX_SAFE_INTEGER });
      const { points } = choiceOf(await plan(filling), task, known);
      return { points, note: 'no model could be fitted to what was measured: the space was filled instead' };
    }
  };
}

function choiceOf(proposals: readonly Proposal[], task: Task, { open }: Known): Choice {
  const points = proposals.map(({ parameters }) => parameters);
  const filling = proposals.some(({ reason }) => reason === 'initial design');
  const note = 'fewer than two experiments had a result: the space was filled instead of a model asked';
  return { points: open ? listed(task, open, points) : points, ...(filling && { note }) };
}

/** The same points as the task lists them: a planner in another thread answers with copies. */
function listed(task: Task, open: readonly Parameters[], points: readonly Parameters[]): Parameters[] {
  const layout = layOut(task.space);
  const byKey = new Map(open.map((point) => [canonicalKey(layout, point), point]));
  return points.map((point) => byKey.get(canonicalKey(layout, point)) ?? point);
}

function rowsByLot(open: readonly Parameters[], count: number, seed: number): Parameters[] {
  return shuffled(open, seededRng(`rows ${seed} ${open.length}`)).slice(0, count);
}

/** The planner's own space-filling design of a seed; fewer points where no more can be had. */
export async function initialPoints(
  plan: PlanFunction,
  task: Task,
  seed: number,
  count: number,
): Promise<readonly Parameters[]> {
  const nothing: Known = { observations: [], failures: [], open: task.among };
  const { elsewhere: _, ...unaided } = task;
  const { points } = await planWith(plan, unaided, seed)(nothing, count);
  return points;
}

export function requestOf(
  { space, objectives, referencePoint, elsewhere }: Task,
  { observations, failures, open }: Known,
  asked: Pick<PlanRequest, 'count' | 'seed' | 'n0'>,
): PlanRequest {
  return {
    space,
    objectives: objectives.map((one, k) => ({
      ...one,
      ...(referencePoint && { referenceValue: referencePoint[k]! }),
    })),
    observations: [
      ...observations.map(({ parameters, values }) => ({
        parameters,
        results: Object.fromEntries(objectives.map(({ name }, k) => [name, { value: values[k]! }])),
      })),
      ...(elsewhere?.observations ?? []),
    ],
    ...(elsewhere && { sources: [OWN], lowFidelity: elsewhere.lowFidelity }),
    failures,
    pending: [],
    foretell: false,
    ...(open && { among: open }),
    ...asked,
  };
}
